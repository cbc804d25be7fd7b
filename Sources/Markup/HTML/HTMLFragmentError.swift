/// Why a piece of HTML could not be read at all.
public enum HTMLFragmentError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    case unreadable

    public var description: String {
        switch self {
        case .tooLarge(let bytes):
            "the HTML has \(bytes) bytes, more than \(HTMLFragment.maximumBytes)"
        case .unreadable:
            "the HTML cannot be read"
        }
    }
}
