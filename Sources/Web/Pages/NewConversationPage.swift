internal import Hummingbird
internal import Store
internal import Theming

/// The page on which a conversation begins: with people who share with the reader, and with whom the reader shares.
struct NewConversationPage {
    /// People who are offered.
    private static let limit = 500

    var subject = ""
    var text = ""
    var key: String?
    private let visit: Visit
    private let chosen: Set<String>
    private let people: [ReadablePerson]

    /// - Parameter chosen: The GUIDs of people who are ticked.
    init(_ visit: Visit, chosen: [String]) throws {
        self.visit = visit
        self.chosen = Set(chosen)
        let mutual = try visit.read { try $0.contacts() }
            .filter { $0.isSharing && !$0.aspectIDs.isEmpty && !$0.person.isClosed }
        people = mutual.map(\.person).sorted {
            (PersonLink($0).name.lowercased(), $0.diasporaID)
                < (PersonLink($1).name.lowercased(), $1.diasporaID)
        }
    }

    func response(_ problem: FormProblem? = nil) throws -> Response {
        let words = visit.frame.words
        let shown =
            people.filter { chosen.contains($0.guid) }
            + people.filter { !chosen.contains($0.guid) }.prefix(Self.limit)
        var values: TemplateRecord = [
            "hasPeople": !people.isEmpty,
            "form": [
                "token": try visit.token(), "key": key ?? visit.newKey(), "subject": subject,
                "text": text,
                "people": shown.map { person in
                    [
                        "id": "person-" + person.guid, "guid": person.guid,
                        "name": PersonLink(person).name, "diasporaID": person.diasporaID,
                        "isChosen": chosen.contains(person.guid),
                    ] as TemplateRecord
                },
            ] as TemplateRecord,
        ]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .newConversation, title: words.text(.appNewConversationTitle),
            status: problem?.status ?? .ok, values)
    }
}
