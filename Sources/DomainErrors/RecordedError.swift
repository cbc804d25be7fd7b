/// An error that rows, reports and other errors keep as details: every surface words it from its record alone.
///
/// Errors of other types are kept as technical texts.
public protocol RecordedError: DomainError {}
