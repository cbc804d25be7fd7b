internal import Foundation

/// Moments and days in the form that HTML, Atom and JSON share.
///
/// Spec: RFC 3339, section 5.6. The years are those of four digits, 0 to 9999.
enum RFC3339 {
    /// The moment in UTC, without fractions of seconds.
    static func text(for date: Date) -> String {
        let seconds = seconds(date)
        let number = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let second = seconds - number * 86_400
        let time = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
        return day(CivilDay(number: number)) + "T" + time.joined(separator: ":") + "Z"
    }

    static func day(_ day: CivilDay) -> String { month(day) + "-" + padded(day.day, to: 2) }

    static func month(_ day: CivilDay) -> String {
        padded(day.year, to: 4) + "-" + padded(day.month, to: 2)
    }

    /// Whole seconds since 1970, held within the years of four digits with a day to spare for zones.
    static func seconds(_ date: Date) -> Int {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        guard seconds > first else { return Int(first) }
        return Int(min(seconds, last))
    }

    /// 0000-01-02T00:00:00Z and 9999-12-30T23:59:59Z.
    private static let first = -62_167_132_800.0
    private static let last = 253_402_214_399.0

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
