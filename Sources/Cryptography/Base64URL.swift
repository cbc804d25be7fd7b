public import Foundation

/// The URL-safe alphabet of RFC 4648, section 5, with `=` padding and without line breaks, as
/// magic envelopes have it.
public enum Base64URL {
    public static func encode(_ bytes: some ContiguousBytes) -> String {
        let standard = bytes.withUnsafeBytes { Data($0).base64EncodedString() }
        return String(
            decoding: standard.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }, as: UTF8.self)
    }

    /// Reads either alphabet, padded or not.
    ///
    /// - Returns: `nil` if there is any other character, white space included, or wrong padding.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var standard = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        // Foundation forgives padding in the middle and too much of it.
        let padding = UInt8(ascii: "=")
        if standard.last == padding {
            guard standard.count.isMultiple(of: 4),
                standard.dropLast(2).allSatisfy({ $0 != padding })
            else { return nil }
        } else {
            guard !standard.contains(padding) else { return nil }
            while !standard.count.isMultiple(of: 4) { standard.append(padding) }
        }
        return Data(base64Encoded: Data(standard)).map { Array($0) }
    }
}
