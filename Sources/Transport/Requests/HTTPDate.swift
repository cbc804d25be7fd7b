internal import CivilTime

/// A point in time as headers write it, to the second: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Spec: RFC 9110 section 5.6.7, IMF-fixdate. The two obsolete forms count as no date.
public struct HTTPDate: Sendable, Equatable, Comparable, CustomStringConvertible {
    /// Seconds since 1970.
    public let seconds: Int

    public init(seconds: Int) {
        self.seconds = seconds
    }

    public init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[0].hasSuffix(","),
            let day = Int(parts[1]), (1...31).contains(day),
            let month = Self.months.firstIndex(of: String(parts[2])),
            parts[3].utf8.count == 4, let year = Int(parts[3]), year >= 1
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        let days = CalendarDate.daysSince1970(year: year, month: month + 1, day: day)
        seconds = days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    public static func < (one: HTTPDate, other: HTTPDate) -> Bool { one.seconds < other.seconds }

    public var description: String {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - days * 86_400
        let date = CalendarDate(daysSince1970: days)
        let weekday = Self.weekdays[((days + 4) % 7 + 7) % 7]
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(Self.twoDigits)
        return "\(weekday), \(Self.twoDigits(date.day)) \(Self.months[date.month - 1]) "
            + "\(date.year) \(clock.joined(separator: ":")) GMT"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
