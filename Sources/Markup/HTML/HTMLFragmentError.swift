/// Why a piece of HTML could not be read at all.
public enum HTMLFragmentError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    case unreadable
    /// A tag has over 64 attributes.
    case tooManyAttributes(line: Int)
    /// There are over 100,000 tags and attributes.
    case tooManyTags(line: Int)
    /// Over 256 elements stand within each other.
    case tooDeep
    /// Over 256 combining marks follow each other.
    case tooManyMarks

    /// The line at which reading ended, counted from 1.
    public var line: Int? {
        switch self {
        case .tooManyAttributes(let line), .tooManyTags(let line): line
        case .tooLarge, .unreadable, .tooDeep, .tooManyMarks: nil
        }
    }

    public var description: String {
        switch self {
        case .tooLarge(let bytes):
            "the HTML has \(bytes) bytes, more than \(HTMLFragment.maximumBytes)"
        case .unreadable:
            "the HTML cannot be read"
        case .tooManyAttributes:
            "a tag has more than \(HTMLTagScan.maximumAttributes) attributes"
        case .tooManyTags: "the HTML has more than \(HTMLTagScan.maximumNodes) tags"
        case .tooDeep: "the HTML is nested too deeply"
        case .tooManyMarks: "more than \(MarkRuns.maximum) marks stand upon one letter"
        }
    }
}
