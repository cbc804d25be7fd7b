import Foundation
import GRDB

/// A value of a column as a recording shows it: times as seconds from now, and nothing that a key or chance
/// makes.
struct ColumnText: CustomStringConvertible {
    /// Numbers that can only be times: 2017 to 2033.
    private static let times: ClosedRange<Int64> = 1_500_000_000...2_000_000_000

    let description: String

    init(_ value: DatabaseValue, now: Date) {
        description =
            switch value.storage {
            case .null: "nothing"
            case .int64(let number): Self.text(number, now: now)
            case .double(let number): "\(number)"
            case .string(let text): Self.text(text)
            case .blob(let data): data.isEmpty ? "no bytes" : "bytes"
            }
    }

    private static func text(_ number: Int64, now: Date) -> String {
        guard times.contains(number) else { return "\(number)" }
        let seconds = number - Int64(now.timeIntervalSince1970)
        return seconds == 0 ? "now" : seconds < 0 ? "now\(seconds)" : "now+\(seconds)"
    }

    private static func text(_ text: String) -> String {
        if text.hasPrefix("sealed1:") { return "sealed" }
        if text.hasPrefix("-----BEGIN") { return "key" }
        return "\"\(text.replacing("\n", with: "\\n"))\""
    }
}
