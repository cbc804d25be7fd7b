public import Foundation

/// Moments as feeds, pages and other pods write them: UTC, whole seconds, `2026-05-12T08:30:00Z`.
///
/// Spec: RFC 3339, section 5.6. Its years have four digits, 0 to 9999: earlier and later moments become the first
/// and the last it can write.
public enum RFC3339 {
    /// The seconds since 1970 that can be written.
    public static let seconds = -62_167_219_200...253_402_300_799

    public static func text(_ date: Date) -> String { text(seconds: wholeSeconds(date)) }

    /// - Parameter seconds: Seconds since 1970.
    public static func text(seconds: Int) -> String {
        let (days, second) = min(max(seconds, Self.seconds.lowerBound), Self.seconds.upperBound)
            .dividedFlooring(by: 86_400)
        var text: [UInt8] = []
        text.reserveCapacity(20)
        CalendarDate(daysSince1970: days).append(to: &text)
        text.append(UInt8(ascii: "T"))
        text.append(pair: second / 3_600)
        text.append(UInt8(ascii: ":"))
        text.append(pair: second / 60 % 60)
        text.append(UInt8(ascii: ":"))
        text.append(pair: second % 60)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Seconds between 1970 and the last whole one of a moment, held within those that can be written.
    public static func wholeSeconds(_ date: Date) -> Int {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        // Not a number is not greater.
        guard seconds > Double(Self.seconds.lowerBound) else { return Self.seconds.lowerBound }
        return Int(min(seconds, Double(Self.seconds.upperBound)))
    }
}
