/// Counts the combining marks that follow each other in a text, which programs of Unicode sort.
///
/// Swift compares and hashes strings in their normal form, and takes the square of such a run for it: 128 KB of
/// marks upon one letter cost a second each time. People who want to be seen use a few dozen.
/// Spec: Unicode Standard Annex 15, "Stream-Safe Text Format", which has 30 as its limit. Attack 62.
package struct MarkRuns: Sendable {
    /// Most marks in a row.
    package static let maximum = 256

    private var run = 0

    package init() {}

    /// Reads more of the text; what was read before goes on.
    ///
    /// - Parameter bytes: UTF-8; what is none counts as no mark.
    /// - Returns: Whether there is no longer run.
    package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                run = 0
                position += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard position + length <= bytes.count else { return true }
            var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
            for index in position + 1..<position + length {
                value = value << 6 | UInt32(bytes[index] & 0x3F)
            }
            guard read(value) else { return false }
            position += length
        }
        return true
    }

    /// Reads one character more.
    package mutating func read(_ value: UInt32) -> Bool {
        run = Self.isMark(value) ? run + 1 : 0
        return run <= Self.maximum
    }

    /// Whether a text is free of longer runs.
    package static func areBounded(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var runs = MarkRuns()
            return runs.read(bytes)
        }
    }

    private static func isMark(_ value: UInt32) -> Bool {
        guard value >= 0x300, let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        // Sound marks of half the width become marks in their compatibility form.
        default: return value == 0xFF9E || value == 0xFF9F
        }
    }
}
