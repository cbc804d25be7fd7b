internal import CivilTime
public import Foundation

/// The parser of the dates of Hugo, Jekyll, Zola and TOML.
///
/// A moment without an offset is told by the clocks of the writer's time zone; a day without a
/// time starts there at midnight.
public enum FrontMatterDate {
    /// Parses a date, or a date with a time, in the forms that blog programs write.
    ///
    /// - Returns: nil if `text` is not one of `2024-05-12`, `2024-05-12 08:30`,
    ///   `2024-05-12T08:30:00.25Z`, `2024-05-12 08:30:00 +0200` and the like.
    public static func parse(_ text: String, timeZone: TimeZone) -> Date? {
        var reader = Reader(rest: Array(text.utf8)[...])
        guard let day = reader.day() else { return nil }
        var seconds = day * 86_400
        var offset: Int?
        var fraction = 0.0
        if !reader.isAtEnd {
            guard reader.separator(), let time = reader.time() else { return nil }
            seconds += time.seconds
            fraction = time.fraction
            guard let zone = reader.zone() else { return nil }
            offset = zone.offset
        }
        guard reader.isAtEnd else { return nil }
        let local = Double(seconds) + fraction
        return Date(timeIntervalSince1970: local - Double(offset ?? shift(local, timeZone)))
    }

    /// Returns the start of a day, or `nil` if the calendar has no such day.
    public static func day(_ year: Int, _ month: Int, _ day: Int, timeZone: TimeZone) -> Date? {
        guard let days = days(year, month, day) else { return nil }
        let local = Double(days * 86_400)
        return Date(timeIntervalSince1970: local - Double(shift(local, timeZone)))
    }

    /// Returns the offset of `timeZone` in seconds at a moment given in its local time.
    private static func shift(_ local: Double, _ timeZone: TimeZone) -> Int {
        let guess = timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: local))
        return timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: local - Double(guess)))
    }

    /// Returns the number of days since 1 January 1970; `nil` if there is no such day of the years
    /// 1 to 9999.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        year > 0 ? CalendarDate(year: year, month: month, day: day)?.daysSince1970 : nil
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        var isAtEnd: Bool { rest.isEmpty }

        mutating func day() -> Int? {
            guard let year = number(4...4), take("-"), let month = number(1...2), take("-"),
                let day = number(1...2)
            else { return nil }
            return days(year, month, day)
        }

        mutating func separator() -> Bool {
            if take("T") || take("t") { return true }
            return takeSpaces() > 0
        }

        mutating func time() -> (seconds: Int, fraction: Double)? {
            guard let hour = number(1...2), hour < 24, take(":"), let minute = number(2...2),
                minute < 60
            else { return nil }
            guard take(":") else { return (hour * 3600 + minute * 60, 0) }
            guard let second = number(2...2), second < 61 else { return nil }
            var fraction = 0.0
            if take(".") {
                let digits = rest.prefix { (0x30...0x39).contains($0) }
                guard let value = Double("0." + String(decoding: digits, as: UTF8.self)) else {
                    return nil
                }
                fraction = value
                rest = rest.dropFirst(digits.count)
            }
            return (hour * 3600 + minute * 60 + second, fraction)
        }

        /// Reads a time zone.
        ///
        /// - Returns: `nil` for malformed text; an offset of `nil` if no zone is given.
        mutating func zone() -> (offset: Int?, isGiven: Bool)? {
            _ = takeSpaces()
            if isAtEnd { return (nil, false) }
            for name in ["UTC", "GMT", "Z", "z"] where rest.starts(with: name.utf8) {
                rest = rest.dropFirst(name.utf8.count)
                return (0, true)
            }
            let sign = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = number(2...2), hours <= 14 else { return nil }
            _ = take(":")
            let minutes = isAtEnd ? 0 : number(2...2)
            guard let minutes, minutes < 60 else { return nil }
            return (sign * (hours * 3600 + minutes * 60), true)
        }

        private mutating func number(_ width: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix(width.upperBound).prefix { (0x30...0x39).contains($0) }
            guard width.contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            return Int(String(decoding: digits, as: UTF8.self))
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest = rest.dropFirst()
            return true
        }

        private mutating func takeSpaces() -> Int {
            let spaces = rest.prefix { $0 == 0x20 }.count
            rest = rest.dropFirst(spaces)
            return spaces
        }
    }
}
