internal import Composing
internal import Diaspora
internal import DomainErrors
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Finding people: by a part of a name, or by a whole diaspora* ID, which this pod then asks at theirs.
///
///     GET  /people?q=TEXT
///     POST /people            field id
struct PeopleController: Sendable {
    let parts: AppParts

    /// People who are listed; a longer search finds the others.
    private static let limit = 50
    private static let maximumBytes = 8 << 10

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("people", use: search)
            .post("people", use: lookUp)
    }

    @Sendable private func search(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let text = visit.parameter("q") ?? ""
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // As mentions are written.
            return try page(visit, String(words.trimmingPrefix("@")))
        }
    }

    @Sendable private func lookUp(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let visit = try Visit(request, context, parts)
        return try await FormGate(maximumBytes: Self.maximumBytes).answer(visit) { form in
            let (visit, text) = (form.visit.at(AppPath.people), form.fields["id"] ?? "")
            guard let id = DiasporaID(text) else { return try page(visit, text) }
            do {
                if try parts.database.read({ try $0.person(id) }) == nil {
                    try visit.composer.countLookUp(by: form.author)
                    try await parts.lookUp(id)
                }
                guard let person = try parts.database.read({ try $0.person(id) }) else {
                    return try page(visit, text)
                }
                return visit.redirect(to: AppPath.person(person.guid.string))
            } catch let error as any DomainError {
                return try page(visit, text, FormProblem(error, visit.frame.words, on: []))
            }
        }
    }

    private func page(
        _ visit: Visit, _ text: String, _ problem: FormProblem? = nil
    ) throws -> Response {
        let words = visit.frame.words
        let id = DiasporaID(text)
        let people = try found(visit, text, id)
        var search: TemplateRecord = [
            "text": text, "people": people.map { PersonLink($0).values(words) },
            "nobody": people.isEmpty ? nobody(visit, text, id) : "",
        ]
        if let id, people.isEmpty, id.authority != visit.frame.settings.authority {
            search["lookUp"] =
                [
                    "id": "\(id)",
                    "sentence": words.text(.appLookUpWhat, ["id": "\(id)"]),
                    "button": words.text(.appLookUp, ["pod": id.authority]),
                ] as TemplateRecord
        }
        var values: TemplateRecord = ["search": search]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .people, title: words.text(.appPeopleTitle), status: problem?.status ?? .ok, values)
    }

    private func found(
        _ visit: Visit, _ text: String, _ id: DiasporaID?
    ) throws -> [ReadablePerson] {
        guard let user = visit.signedIn?.author.user else { return [] }
        let rows = try parts.database.read { database in
            if let id { return try database.person(id).map { [$0.id] } ?? [] }
            return try database.people(having: text, forUserID: user.id, limit: Self.limit)
        }
        return try visit.read { database in try rows.compactMap { try database.person(id: $0) } }
    }

    private func nobody(_ visit: Visit, _ text: String, _ id: DiasporaID?) -> String {
        let (words, shortest) = (visit.frame.words, ReadTransaction.shortestPersonSearch)
        if let id {
            guard id.authority == visit.frame.settings.authority else { return "" }
            return words.text(.appNobodyOfThatID)
        }
        if text.isEmpty { return "" }
        if text.unicodeScalars.count < shortest {
            return words.text(.appSearchTooShort, ["count": words.number(shortest)])
        }
        return words.text(.appFoundNobody)
    }
}
