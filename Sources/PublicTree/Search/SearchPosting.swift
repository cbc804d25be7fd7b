/// An occurrence of a term in a document, with its weight.
struct SearchPosting {
    /// The weight of an occurrence, in the four steps that `search.js` knows.
    enum Weight: UInt32 {
        case once = 0
        case twoOrThreeTimes = 1
        case often = 2
        case named = 3

        init(count: Int) {
            switch count {
            case ..<2: self = .once
            case 2...3: self = .twoOrThreeTimes
            default: self = .often
            }
        }
    }

    let term: UInt32
    private let value: UInt32

    init(term: UInt32, document: Int, weight: Weight) {
        self.term = term
        value = UInt32(document) << 2 | weight.rawValue
    }

    var document: UInt32 { value >> 2 }
    var weight: UInt32 { value & 3 }
}
