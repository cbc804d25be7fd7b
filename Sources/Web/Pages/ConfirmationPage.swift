internal import Hummingbird
internal import Theming

/// A page that says what a button will do, and to whom, before it does it. Its form goes to the address of the page.
struct ConfirmationPage {
    let title: WordsKey
    let sentences: [String]
    let button: WordsKey
    /// The address to go back to without doing it.
    let cancel: String
    /// The address of the page that comes next.
    let back: String

    func response(_ visit: Visit) throws -> Response {
        try visit.page(
            .confirmation, title: visit.frame.words.text(title),
            [
                "confirmation": [
                    "action": visit.request.uri.path, "token": try visit.token(), "to": back,
                    "sentences": sentences.map { ["text": $0] as TemplateRecord },
                    "button": visit.frame.words.text(button), "cancel": cancel,
                ] as TemplateRecord
            ])
    }
}
