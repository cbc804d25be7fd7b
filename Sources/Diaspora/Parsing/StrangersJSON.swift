internal import Escaping
internal import Foundation
internal import Markup

/// Reads JSON of strangers, at a cost in proportion to its bytes.
///
/// Members are found by hashing their names, for which Swift sorts the combining marks upon a letter; a document
/// with more of them than `MarkRuns` allows is not read. Attack 62.
enum StrangersJSON {
    /// Decodes a value, after bounding the combining marks in the JSON.
    ///
    /// - Throws: The decoder's error; callers need not tell errors apart.
    static func decode<Value: Decodable>(_ type: Value.Type, from json: Data) throws -> Value {
        guard json.withUnsafeBytes({ marksAreBounded($0.bindMemory(to: UInt8.self)) }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "too many marks upon one letter"))
        }
        return try JSONDecoder().decode(type, from: json)
    }

    private static let backslash = UInt8(ascii: "\\")

    /// Returns whether no letter has too many combining marks, with escapes decoded. Spec: RFC
    /// 8259, 7.
    private static func marksAreBounded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var runs = MarkRuns()
        var position = 0
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] != backslash { end += 1 }
            guard runs.read(UnsafeBufferPointer(rebasing: bytes[position..<end])) else {
                return false
            }
            guard end < bytes.count else { return true }
            guard let unit = unit(in: bytes, at: end) else {
                _ = runs.read(0)
                position = end + 2
                continue
            }
            position = end + 6
            var value = unit
            // Two halves of one character.
            if (0xD800..<0xDC00).contains(unit), let low = self.unit(in: bytes, at: position),
                (0xDC00..<0xE000).contains(low)
            {
                value = 0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                position += 6
            }
            guard runs.read(value) else { return false }
        }
        return true
    }

    /// Reads the number of an escape, `\u` and four hexadecimal digits, at this position; nil if none is there.
    private static func unit(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
        guard start + 6 <= bytes.count, bytes[start] == backslash,
            bytes[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start + 2..<start + 6] {
            guard let digit = Hexadecimal.value(of: byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
