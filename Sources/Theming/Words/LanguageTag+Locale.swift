internal import Foundation
internal import Markdown

extension LanguageTag {
    /// The locale that numbers and dates are written in.
    ///
    /// For plain `en` ICU would write dates as in the United States; readers of a pod are anywhere, so
    /// it gets the order and the clock that most of them use. `en-US` asks for the other.
    var locale: Locale {
        let identifier = description.replacing("-", with: "_")
        return Locale(identifier: identifier == "en" ? "en_GB" : identifier)
    }
}
