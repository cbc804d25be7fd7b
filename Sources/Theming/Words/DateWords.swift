internal import CivilTime
public import Foundation
internal import Markdown

/// Dates as a language writes them, in the pod's time zone, and as machines read them.
///
/// ICU words a day, a month or a minute once; after that they come from a cache that copies share.
/// The calendar is the Gregorian one in every language, as it is in the addresses of archives.
public struct DateWords: Sendable {
    public let timeZone: TimeZone

    private let days: WordedNumbers
    private let shortDays: WordedNumbers
    private let months: WordedNumbers
    private let minutes: WordedNumbers

    /// - Parameter language: A BCP 47 tag; what has not its form is taken for English.
    public init(language: String, timeZone: TimeZone) {
        let locale = LanguageTag(language)?.locale ?? Locale(identifier: "en_GB")
        let style = Self.style(locale)
        self.timeZone = timeZone
        days = WordedNumbers(unit: 86_400, style: style.day().month(.wide).year())
        shortDays = WordedNumbers(unit: 86_400, style: style.day().month(.wide))
        months = WordedNumbers(unit: 86_400, style: style.month(.wide).year())
        minutes = WordedNumbers(unit: 60, style: style.hour().minute())
    }

    // MARK: - For people

    /// Returns the day: “12 May 2026”.
    public func date(_ date: Date) -> String { days.words(for: dayNumber(date)) }

    /// Returns the day without its year: “12 May”.
    public func day(_ date: Date) -> String { shortDays.words(for: dayNumber(date)) }

    /// Returns the time of day: “08:30”.
    public func time(_ date: Date) -> String {
        minutes.words(for: (localSeconds(date) - dayNumber(date) * 86_400) / 60)
    }

    /// Returns the time of day, or `nil` for midnight, as the date of many imported posts is a day
    /// alone.
    public func timeOfDay(_ date: Date) -> String? {
        localSeconds(date) == dayNumber(date) * 86_400 ? nil : time(date)
    }

    /// Returns the month: “May 2026”.
    ///
    /// - Parameter month: 1 to 12.
    public func month(year: Int, month: Int) -> String {
        months.words(for: CalendarDate.daysSince1970(year: year, month: month, day: 1))
    }

    // MARK: - For machines

    /// Returns the moment in UTC: `2026-05-12T08:30:00Z`.
    ///
    /// Spec: RFC 3339, section 5.6, whose years have four digits: earlier and later moments become
    /// the first and the last it can write.
    public func iso8601(_ date: Date) -> String { RFC3339.text(seconds: Self.seconds(date)) }

    /// Returns the day in the time zone: `2026-05-12`.
    public func isoDay(_ date: Date) -> String {
        CalendarDate(daysSince1970: dayNumber(date)).description
    }

    /// Returns the month as `2026-05`, for `<time datetime>` and the addresses of archives.
    public func isoMonth(year: Int, month: Int) -> String {
        let day = CalendarDate.daysSince1970(year: year, month: month, day: 1)
        return String("\(CalendarDate(daysSince1970: day))".dropLast(3))
    }

    /// Returns the year and month in the time zone, by which archives are divided.
    public func yearMonth(_ date: Date) -> (year: Int, month: Int) {
        let day = CalendarDate(daysSince1970: dayNumber(date))
        return (day.year, day.month)
    }

    /// Returns the number of days from 1 January 1970 to the moment's day, in the time zone.
    private func dayNumber(_ date: Date) -> Int {
        let seconds = localSeconds(date)
        return (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    }

    /// Returns the seconds of local time since 1 January 1970 in the time zone.
    private func localSeconds(_ date: Date) -> Int {
        let seconds = Self.seconds(date)
        return seconds + timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// Returns whole seconds since 1970, clamped to the range of RFC 3339 with a day to spare for
    /// time zones.
    private static func seconds(_ date: Date) -> Int {
        let (first, last) = (RFC3339.seconds.lowerBound, RFC3339.seconds.upperBound)
        return min(max(RFC3339.wholeSeconds(date), first + 86_400), last - 86_400)
    }

    private static func style(_ locale: Locale) -> Date.FormatStyle {
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        // Numbers are local already when they reach the style.
        return Date.FormatStyle(locale: locale, calendar: calendar, timeZone: .gmt)
    }
}
