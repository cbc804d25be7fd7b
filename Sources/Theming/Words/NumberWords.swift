internal import Foundation

/// Whole numbers as a locale writes them.
struct NumberWords: Sendable {
    private let style: IntegerFormatStyle<Int>
    /// Whether numbers under 1,000 are written as Swift writes them, which spares asking ICU.
    private let hasASCIIDigits: Bool

    init(locale: Locale) {
        style = IntegerFormatStyle<Int>(locale: locale)
        hasASCIIDigits = style.format(907) == "907"
    }

    func words(for number: Int) -> String {
        hasASCIIDigits && (0..<1_000).contains(number) ? String(number) : style.format(number)
    }
}
