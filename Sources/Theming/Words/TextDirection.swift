/// The direction in which a language is written, as HTML's `dir` attribute has it.
public enum TextDirection: String, Sendable, CaseIterable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
}
