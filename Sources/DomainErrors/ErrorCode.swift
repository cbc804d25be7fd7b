/// The name of one kind of error, in snake case.
///
/// Codes are for programs: once released, a code is neither renamed nor given to another error. No two types share one
/// (docs/errors.md lists them all).
public protocol ErrorCode: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}
