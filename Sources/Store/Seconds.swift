public import Foundation

extension Date {
    /// Seconds since 1970, as the database and the protocol keep time.
    public var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }

    public init(seconds: Int64) {
        self.init(timeIntervalSince1970: TimeInterval(seconds))
    }
}
