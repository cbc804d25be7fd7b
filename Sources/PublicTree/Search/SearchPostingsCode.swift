/// The postings of one term as text, about a byte each.
///
/// Each posting is `(distance to the document before - 1) * 4 + weight`, the document before the
/// first being -1. Numbers are written in digits of two sorts: any number of leading ones, of which
/// there are 34 (`]` to `~`), then one last digit of 57 (`#` to `[`). So every number ends by itself,
/// and no character needs an escape in JSON. Numbers count on where the shorter ones end: 57 of one
/// character, 34 * 57 of two, and so on.
struct SearchPostingsCode {
    private static let lastDigits: UInt32 = 57
    private static let leadingDigits: UInt32 = 34

    private(set) var bytes: [UInt8] = []
    private var previous: Int64 = -1

    mutating func append(_ posting: SearchPosting) {
        let distance = UInt32(Int64(posting.document) - previous - 1)
        previous = Int64(posting.document)
        append(distance << 2 | posting.weight)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        previous = -1
    }

    private mutating func append(_ number: UInt32) {
        guard number >= Self.lastDigits else {
            return bytes.append(UInt8(ascii: "#") + UInt8(number))
        }
        appendLeading((number - Self.lastDigits) / Self.lastDigits)
        bytes.append(UInt8(ascii: "#") + UInt8((number - Self.lastDigits) % Self.lastDigits))
    }

    private mutating func appendLeading(_ number: UInt32) {
        if number >= Self.leadingDigits {
            appendLeading((number - Self.leadingDigits) / Self.leadingDigits)
        }
        bytes.append(UInt8(ascii: "]") + UInt8(number % Self.leadingDigits))
    }
}
