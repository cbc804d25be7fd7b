internal import Foundation
internal import Synchronization

/// Numbers of days or of minutes in words, each asked of ICU once.
final class WordedNumbers: Sendable {
    private let unit: Int
    private let style: Date.FormatStyle
    private let known = Mutex<[Int: String]>([:])

    /// - Parameter unit: Seconds that one of the numbers stands for.
    /// - Parameter style: Words a moment in UTC.
    init(unit: Int, style: Date.FormatStyle) {
        self.unit = unit
        self.style = style
    }

    func words(for number: Int) -> String {
        if let words = known.withLock({ $0[number] }) { return words }
        let words = style.format(Date(timeIntervalSince1970: Double(number * unit)))
        known.withLock { known in
            // Sixty years of days; more come only from dates that make no sense.
            if known.count > 22_000 { known.removeAll() }
            known[number] = words
        }
        return words
    }
}
