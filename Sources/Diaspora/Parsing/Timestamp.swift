internal import CivilTime
import Foundation

/// Times on the wire: UTC with whole seconds, `2016-02-19T02:13:41Z`.
///
/// Spec: diaspora* federation protocol, "timestamp"; ISO 8601.
enum Timestamp {
    /// Reads what others write: with or without fraction and offset, with a space for the `T`,
    /// with `UTC` for the `Z`, or a date alone.
    ///
    /// - Returns: The whole second, or nil if the text is no time.
    static func read(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = Scanner(bytes: bytes)
            return scanner.date()
        }
    }

    static func write(_ date: Date) -> String { RFC3339.text(date) }

    /// Goes through the bytes of one text.
    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var position = 0

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func date() -> Date? {
            skipSpaces()
            guard let year = number(4), let separator = take(["-", "/"]), let month = number(2),
                take([separator]) != nil, let day = number(2),
                let date = CalendarDate(year: year, month: month, day: day)
            else { return nil }
            var seconds = date.daysSince1970 * 86_400
            skipSpaces()
            guard position < bytes.count else {
                return Date(timeIntervalSince1970: Double(seconds))
            }
            if take(["T", "t"]) == nil, bytes[position - 1] != UInt8(ascii: " ") { return nil }
            guard let hour = number(2), hour <= 24, take([":"]) != nil, let minute = number(2),
                minute < 60
            else { return nil }
            seconds += hour * 3_600 + minute * 60
            if take([":"]) != nil {
                guard let second = number(2), second <= 60 else { return nil }
                seconds += second
                if take([".", ","]) != nil { skip(\.isASCIIDigit) }
            }
            guard let offset = offset() else { return nil }
            skipSpaces()
            guard position == bytes.count else { return nil }
            return Date(timeIntervalSince1970: Double(seconds - offset))
        }

        /// Returns the offset from UTC in seconds, positive to the east.
        private mutating func offset() -> Int? {
            skipSpaces()
            guard position < bytes.count else { return 0 }
            if take(["Z", "z"]) != nil { return 0 }
            let rest = String(decoding: bytes[position...], as: UTF8.self)
            if rest.hasPrefix("UTC") || rest.hasPrefix("GMT") {
                position += 3
                return 0
            }
            guard let sign = take(["+", "-"]), let hours = number(2) else { return nil }
            _ = take([":"])
            let minutes = position < bytes.count ? number(2) : 0
            guard let minutes, hours < 24, minutes < 60 else { return nil }
            return (sign == "+" ? 1 : -1) * (hours * 3_600 + minutes * 60)
        }

        private mutating func number(_ digits: Int) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var number = 0
            for byte in bytes[position..<position + digits] {
                guard byte.isASCIIDigit else { return nil }
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
            }
            position += digits
            return number
        }

        private mutating func take(_ accepted: [Unicode.Scalar]) -> Unicode.Scalar? {
            guard position < bytes.count else { return nil }
            let scalar = Unicode.Scalar(bytes[position])
            guard accepted.contains(scalar) else { return nil }
            position += 1
            return scalar
        }

        private mutating func skipSpaces() { skip { $0 == UInt8(ascii: " ") } }

        private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
            while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
        }
    }
}
