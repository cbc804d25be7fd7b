/// The syntax of `diaspora://ID/TYPE/GUID`, with or without `web+` before it.
///
/// Spec: diaspora* federation protocol, "diaspora:// URL scheme".
enum EntityLinkSyntax {
    private static let scheme: StaticString = "diaspora://"

    /// Reads the link that starts here, and where it ends; punctuation after it is not part of it.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (kind: HeldText.Kind, end: Int)? {
        var position = start
        if bytes.starts(with: "web+", at: position) { position += 4 }
        guard bytes.starts(with: scheme, at: position) else { return nil }
        position += scheme.utf8CodeUnitCount
        let id = take(bytes, from: position) { isOfID($0) }
        guard id.count >= 3, id.count <= 255, id.contains(UInt8(ascii: "@")),
            bytes.byte(at: id.endIndex) == UInt8(ascii: "/")
        else { return nil }
        let type = take(bytes, from: id.endIndex + 1) {
            $0 == UInt8(ascii: "_") || ($0 >= 0x61 && $0 <= 0x7A)
        }
        guard !type.isEmpty, type.count <= 64, bytes.byte(at: type.endIndex) == UInt8(ascii: "/")
        else { return nil }
        var guid = take(bytes, from: type.endIndex + 1) { isOfGUID($0) }.prefix(255)
        while let last = guid.last, !last.isAlphanumeric { guid = guid.dropLast() }
        guard guid.count >= 16 else { return nil }
        let kind = HeldText.Kind.entity(
            diasporaID: String(decoding: id, as: UTF8.self),
            type: String(decoding: type, as: UTF8.self),
            guid: String(decoding: guid, as: UTF8.self))
        return (kind, guid.endIndex)
    }

    /// Returns the start of the link to which the colon belongs, or `nil` if there is none.
    static func start(
        before colon: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        guard colon >= 8, bytes.starts(with: scheme, at: colon - 8) else { return nil }
        let start =
            colon >= 12 && bytes.starts(with: "web+", at: colon - 12)
            ? colon - 12 : colon - 8
        guard start > 0 else { return start }
        let before = bytes[start - 1]
        return before.isAlphanumeric || before == UInt8(ascii: "<") ? nil : start
    }

    private static func take(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, while accepts: (UInt8) -> Bool
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        var end = start
        while end < bytes.count, accepts(bytes[end]) { end += 1 }
        return bytes[start..<end]
    }

    private static func isOfID(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte.isDigit || (byte >= 0x61 && byte <= 0x7A) || isIn("-._@:[]", byte)
    }

    private static func isOfGUID(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || isIn("-_@.:", byte)
    }

    private static func isIn(_ set: StaticString, _ byte: UInt8) -> Bool {
        UnsafeBufferPointer(start: set.utf8Start, count: set.utf8CodeUnitCount).contains(byte)
    }
}
