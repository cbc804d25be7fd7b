import CivilTime
import Foundation
import Testing

struct CalendarDateTests {
    @Test func daysExistOrNot() {
        #expect(CalendarDate("1988-07-15")?.description == "1988-07-15")
        #expect(CalendarDate("1004-02-29")?.year == 1004)
        for text in [
            "", "1988-02-30", "1900-02-29", "88-07-15", "1988-7-15", "+988-07-15", "1988-00-01",
            "1988-13-01",
            "1988-07-00", "1988/07/15", "1988-07-15 ", "１988-07-1",
        ] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
        #expect(CalendarDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CalendarDate(year: -1, month: 1, day: 1) == nil)
    }

    @Test func everyDayOfFourCenturiesAgreesWithFoundation() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt

        for number in stride(from: -80_000, to: 66_097, by: 13) {
            let day = CalendarDate(daysSince1970: number)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
            #expect(
                parts.year == day.year && parts.month == day.month && parts.day == day.day,
                "\(number)")
            #expect(day.daysSince1970 == number)
        }
    }

    /// Before 1582 Foundation's calendar is the Julian one.
    @Test func everyDayIsTheOneBehindTheDayBefore() throws {
        var before = CalendarDate(daysSince1970: -719_529)
        #expect(before.year == -1 && before.month == 12 && before.day == 31)
        for number in -719_528...2_932_896 {
            let day = CalendarDate(daysSince1970: number)
            let isNextDay =
                day.year == before.year && day.month == before.month && day.day == before.day + 1
            let isNextMonth =
                day.year == before.year && day.month == before.month + 1 && day.day == 1
            let isNextYear = day.year == before.year + 1 && day.month == 1 && day.day == 1
            guard isNextDay || isNextMonth || isNextYear, day.daysSince1970 == number,
                CalendarDate(year: day.year, month: day.month, day: day.day) == day
            else {
                Issue.record("\(before) \(day)")
                return
            }
            before = day
        }
        #expect(before.description == "9999-12-31")
    }

    @Test func daysBeyondAMonthCountOn() {
        #expect(
            CalendarDate(daysSince1970: CalendarDate.daysSince1970(year: 2023, month: 2, day: 31))
                == CalendarDate("2023-03-03"))
    }

    @Test func yearsBeyondFourDigitsAreWritten() {
        #expect(CalendarDate(daysSince1970: 2_932_897).description == "10000-01-01")
        #expect(CalendarDate(daysSince1970: -719_529).description == "-1-12-31")
        #expect(CalendarDate(daysSince1970: -719_528).description == "0000-01-01")
    }
}
