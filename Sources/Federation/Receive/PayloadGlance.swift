internal import Diaspora

/// The kind and the author that the first bytes of a payload name, for one that no reader takes.
///
/// Nothing but a valid name and a valid ID comes out, so that they can be shown and logged.
struct PayloadGlance {
    let kind: String?
    let author: DiasporaID?

    /// Bytes that are looked at.
    private static let maximumBytes = 4_096
    private static let maximumNameBytes = 64

    init(_ payload: [UInt8]) {
        let start = payload.prefix(Self.maximumBytes)
        kind = Self.kind(start)
        author = Self.text(between: "<author>", in: start).flatMap { DiasporaID($0) }
    }

    /// The first tag that is neither a declaration nor a comment.
    private static func kind(_ bytes: ArraySlice<UInt8>) -> String? {
        var rest = bytes
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            guard let first = rest.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!")
            else { continue }
            let name = rest.prefix { byte in
                byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            }
            return (1...maximumNameBytes).contains(name.count)
                ? String(decoding: name, as: UTF8.self) : nil
        }
        return nil
    }

    private static func text(between tag: String, in bytes: ArraySlice<UInt8>) -> String? {
        guard let range = bytes.firstRange(of: Array(tag.utf8)) else { return nil }
        let text = bytes[range.upperBound...].prefix { $0 != UInt8(ascii: "<") }
        return String(validating: text, as: UTF8.self)
    }
}
