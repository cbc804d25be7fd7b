/// The forms a language may have for a counted thing.
///
/// Spec: Unicode Technical Standard 35, part 3, "Language Plural Rules". Every language has `other`.
public enum PluralCategory: String, Sendable, CaseIterable {
    case zero, one, two, few, many, other

    /// The suffix that a template adds to the name of a plural to select one form: `Few`.
    var suffix: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
