/// The most that one transaction removes of what strangers may have left in any number.
public struct RemovalBudget: Sendable, Equatable {
    /// Bounds the time for which others wait to write, and what the write-ahead log grows by.
    public static let transaction = RemovalBudget(rows: 1_000, bytes: 4 << 20)

    public private(set) var rows: Int
    public private(set) var bytes: Int

    public init(rows: Int, bytes: Int) {
        self.rows = rows
        self.bytes = bytes
    }

    public var isSpent: Bool { rows <= 0 || bytes <= 0 }

    /// Spends rows and bytes; the removal that exceeds the rest is the last one.
    mutating func spend(rows: Int = 1, bytes: Int = 0) {
        self.rows -= rows
        self.bytes -= bytes
    }
}
