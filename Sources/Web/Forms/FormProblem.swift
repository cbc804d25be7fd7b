internal import Composing
internal import DomainErrors
internal import HTTPTypes
internal import Theming

/// The reason why a form was not taken, as its page says it, with the field that it is about.
struct FormProblem: Sendable {
    let text: String
    let field: String?
    let status: HTTPResponse.Status

    init(text: String, field: String? = nil, status: HTTPResponse.Status = .unprocessableContent) {
        self.text = text
        self.field = field
        self.status = status
    }

    /// - Parameter fields: The fields of the page by their `id`; an error about another one is told without a link.
    init(_ error: some DomainError, _ words: Words, on fields: Set<String>) {
        let field = error.field?.rawValue
        let status: HTTPResponse.Status =
            switch error as? SignInError {
            case .tooOften: .tooManyRequests
            case .busy: .serviceUnavailable
            default: .unprocessableContent
            }
        self.init(
            text: words.text(for: error), field: field.flatMap { fields.contains($0) ? $0 : nil },
            status: status)
    }

    /// The problem of a form that asks somebody who is signed in for their password.
    init(ofPassword error: SignInError, _ words: Words) {
        switch error {
        case .wrongCredentials:
            self.init(text: words.text(.appWrongPassword), field: "current_password")
        default: self.init(error, words, on: [])
        }
    }

    /// The values of the template `form-error`; fields that are marked ask for `error.invalid`.
    var values: TemplateRecord {
        var values: TemplateRecord = ["text": text, "field": field ?? ""]
        if let field { values["invalid"] = [field: true] as TemplateRecord }
        return values
    }
}
