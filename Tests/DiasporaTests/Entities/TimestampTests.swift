import Foundation
import Testing

@testable import Diaspora

@Suite struct TimestampTests {
    @Test(arguments: [
        "2024-01-02T03:04:05Z", "2024-01-02T03:04:05.999Z", "2024-01-02 03:04:05 UTC",
        "2024-01-02T05:04:05+02:00", "2024-01-02T05:04:05+0200", "2024-01-01T22:04:05-05:00",
        "2024-01-02T03:04:05", " 2024-01-02t03:04:05z ", "2024/01/02 03:04:05 GMT",
        "2024-01-02 03:04:05,5 +0000",
    ])
    func timesAreReadInManyForms(text: String) {
        #expect(Timestamp.read(text) == Sample.time)
    }

    @Test func whatIsLeftOutIsZero() {
        #expect(Timestamp.read("2024-01-02").map(Timestamp.write) == "2024-01-02T00:00:00Z")
        #expect(Timestamp.read("2024-01-02T03:04Z").map(Timestamp.write) == "2024-01-02T03:04:00Z")
    }

    @Test(arguments: [
        "", "soon", "2024", "2024-13-01T00:00:00Z", "2023-02-29T00:00:00Z", "2024-01-02T25:00:00Z",
        "2024-01-02T03:60:00Z", "2024-01-02T03:04:05Zulu", "2024-01-02T03:04:05+99:00",
        "2024-01/02T03:04:05Z", "20240102T030405Z", "2024-01-02T", "2024-01-0203:04:05Z",
    ])
    func whatIsNoTimeIsNone(text: String) {
        #expect(Timestamp.read(text) == nil)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (1e18, "9999-12-31T23:59:59Z"),
        (1_704_164_645.9, "2024-01-02T03:04:05Z"),
    ])
    func timesAreWrittenWithWholeSeconds(seconds: Double, text: String) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(Timestamp.write(date) == text)
        if seconds.rounded() == seconds, seconds < 1e18 { #expect(Timestamp.read(text) == date) }
    }
}
