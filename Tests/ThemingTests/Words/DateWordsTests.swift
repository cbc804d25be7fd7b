import Foundation
import Testing

@testable import Theming

struct DateWordsTests {
    private let moment = Date(timeIntervalSince1970: 1_778_574_645.75)  // 2026-05-12T08:30:45.75Z
    private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    @Test func englishWritesDaysAsMostOfItsReadersDo() {
        let words = DateWords(language: "en", timeZone: .gmt)

        #expect(words.date(moment) == "12 May 2026")
        #expect(words.day(moment) == "12 May")
        #expect(words.time(moment) == "08:30")
        #expect(words.month(year: 2026, month: 5) == "May 2026")
    }

    @Test func aDayAloneHasNoTimeOfDay() {
        let midnight = Date(timeIntervalSince1970: 1_778_536_800)  // 2026-05-12 in Berlin

        #expect(DateWords(language: "en", timeZone: berlin).timeOfDay(midnight) == nil)
        #expect(DateWords(language: "en", timeZone: .gmt).timeOfDay(midnight) == "22:00")
        #expect(DateWords(language: "en", timeZone: berlin).timeOfDay(midnight + 1) == "00:00")
    }

    @Test func aRegionChangesTheOrder() {
        let words = DateWords(language: "en-US", timeZone: .gmt)

        #expect(words.date(moment) == "May 12, 2026")
        #expect(words.time(moment).hasPrefix("8:30"))
    }

    @Test(arguments: [
        ("de", "12. Mai 2026", "Mai 2026"), ("fr", "12 mai 2026", "mai 2026"),
        ("ja", "2026年5月12日", "2026年5月"), ("pl", "12 maja 2026", "maj 2026"),
        ("pt-BR", "12 de maio de 2026", "maio de 2026"), ("he", "12 במאי 2026", "מאי 2026"),
    ])
    func everyLanguageHasItsOwnOrder(language: String, date: String, month: String) {
        let words = DateWords(language: language, timeZone: .gmt)

        #expect(words.date(moment) == date)
        #expect(words.month(year: 2026, month: 5) == month)
    }

    @Test(arguments: ["th", "fa", "ar-SA"])
    func theYearIsTheGregorianOneInEveryLanguage(language: String) {
        let words = DateWords(language: language, timeZone: .gmt)
        let digits = words.date(moment).compactMap(\.wholeNumberValue)

        #expect(digits.suffix(4) == [2, 0, 2, 6])
    }

    @Test func theTimeZoneDecidesWhichDayItIs() {
        let lateInLondon = Date(timeIntervalSince1970: 1_780_265_700)  // 2026-05-31T22:15:00Z
        let words = DateWords(language: "en", timeZone: berlin)

        #expect(words.date(lateInLondon) == "1 June 2026")
        #expect(words.time(lateInLondon) == "00:15")
        #expect(words.isoDay(lateInLondon) == "2026-06-01")
        #expect(words.yearMonth(lateInLondon) == (2026, 6))
        #expect(words.iso8601(lateInLondon) == "2026-05-31T22:15:00Z")
    }

    @Test func clocksThatAreChangedAreFollowedToTheSecond() {
        let words = DateWords(language: "en", timeZone: berlin)
        let change = 1_774_746_000.0  // 2026-03-29T01:00:00Z

        #expect(words.time(Date(timeIntervalSince1970: change - 1)) == "01:59")
        #expect(words.time(Date(timeIntervalSince1970: change)) == "03:00")
    }

    @Test func clocksChangedAMinuteAfterMidnightAreFollowedToo() throws {
        // St. John's changed its clocks at 00:01 until 2011.
        let stJohns = try #require(TimeZone(identifier: "America/St_Johns"))
        let words = DateWords(language: "en", timeZone: stJohns)
        let change = 1_143_948_660.0  // 2006-04-02T03:31:00Z

        #expect(words.time(Date(timeIntervalSince1970: change - 1)) == "00:00")
        #expect(words.time(Date(timeIntervalSince1970: change)) == "01:01")
    }

    @Test func datesBefore1970AreDaysLikeOthers() {
        let words = DateWords(language: "en", timeZone: .gmt)
        let date = Date(timeIntervalSince1970: -1)

        #expect(words.date(date) == "31 December 1969")
        #expect(words.time(date) == "23:59")
        #expect(words.iso8601(date) == "1969-12-31T23:59:59Z")
    }

    @Test func machinesReadUTCWithoutFractions() {
        #expect(
            DateWords(language: "en", timeZone: berlin).iso8601(moment) == "2026-05-12T08:30:45Z")
    }

    @Test(arguments: [
        (-1e30, "0000-01-02T00:00:00Z", "0000-01-02"),
        (1e30, "9999-12-30T23:59:59Z", "9999-12-31"),
        (Double.nan, "0000-01-02T00:00:00Z", "0000-01-02"),
        (.infinity, "9999-12-30T23:59:59Z", "9999-12-31"),
    ])
    func attack51DatesBeyondFourDigitsOfYearsAreHeldWithin(
        seconds: Double, text: String, day: String
    ) {
        let words = DateWords(language: "en", timeZone: berlin)
        let date = Date(timeIntervalSince1970: seconds)

        #expect(words.iso8601(date) == text)
        #expect(words.isoDay(date) == day)
        // How a language words the year 0 is its own; it ends.
        #expect(!words.date(date).isEmpty)
    }
}
