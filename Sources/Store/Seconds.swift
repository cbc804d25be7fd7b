public import Foundation

extension Date {
    /// Seconds since 1970, as the database and the protocol keep time.
    public var seconds: Int64 {
        Int64(exactly: timeIntervalSince1970.rounded(.down)) ?? (self < .distantPast ? .min : .max)
    }

    /// Times before the first year or after the year 9999 become the first or the last of those: no calendar
    /// has words for what a damaged row may hold.
    public init(seconds: Int64) {
        let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
        self.init(
            timeIntervalSince1970: TimeInterval(
                min(max(seconds, years.lowerBound), years.upperBound)))
    }
}
