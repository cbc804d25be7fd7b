internal import Composing
internal import HTTPTypes
internal import Hummingbird
internal import Store
internal import Theming

/// A form that was not taken, shown with what was typed, to be sent once more; signing in first if nobody is signed in.
struct FormAgain: Sendable {
    let visit: Visit
    let fields: FormFields

    private static let hidden: Set<String> = [
        FormToken.field, "sign_in_username", "sign_in_password", "text",
    ]

    /// The fields of passwords, which no page shows once more.
    private static let secrets: Set<String> = ["current_password", "password", "again"]

    func response(_ problem: FormProblem? = nil) throws -> Response {
        guard !fields.all.contains(where: { Self.secrets.contains($0.name) }) else {
            return leadToPage()
        }
        let words = visit.frame.words
        let text = fields["text"]
        let reason =
            visit.signedIn.map {
                words.text(.appAgainStale, ["name": $0.author.user.username])
            } ?? words.text(.appAgainEnded)
        var again: TemplateRecord = [
            "reason": reason, "action": visit.request.uri.path, "token": try visit.token(),
            "asksPassword": visit.signedIn == nil, "username": fields["sign_in_username"] ?? "",
            "hasText": text != nil, "text": text ?? "", "audience": audience(words),
        ]
        again["fields"] = fields.without(Self.hidden).all.map {
            ["name": $0.name, "value": $0.value] as TemplateRecord
        }
        var values: TemplateRecord = ["again": again]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .again, title: words.text(text == nil ? .appConfirmTitle : .appAgainTitle),
            status: problem?.status ?? .forbidden, values)
    }

    /// Leads to the page of a form with passwords, which is filled in anew.
    private func leadToPage() -> Response {
        let page = AppAddress(visit.request.uri.path)
        return visit.redirect(to: visit.signedIn == nil ? page.signInAddress : page.address)
    }

    /// Names the audience that was chosen in the composer.
    private func audience(_ words: Words) -> String {
        switch fields["audience"] {
        case "everyone": words.text(.appForEveryone)
        case "aspects":
            words.text(
                .appForAspects, ["aspects": visit.frame.joined(fields.values("aspect"))])
        default: ""
        }
    }
}
