internal import Composing
internal import Hummingbird
internal import Store
internal import Theming

/// The page of contacts: the lists to choose from, the people of one, and its aspect's own forms.
struct ContactsPage {
    /// People on a page.
    private static let size = 100

    private let visit: Visit
    private let list: ContactList
    private let aspects: [ReadableAspect]
    private let contacts: [ReadableContact]

    /// Reads the contacts; nil if the list is of an aspect that the reader does not have.
    init?(_ list: ContactList, in visit: Visit) throws {
        self.visit = visit
        self.list = list
        let read = try visit.read { database in
            (
                try database.aspects(),
                try database.contacts() + database.ignoredContacts()
            )
        }
        (aspects, contacts) = read
        if case .aspect(let id) = list, !aspects.contains(where: { $0.id == id }) { return nil }
    }

    /// - Parameters:
    ///   - name: The typed name of an aspect that was not taken.
    func response(_ problem: FormProblem? = nil, name: String? = nil) throws -> Response {
        let words = visit.frame.words
        let text = visit.parameter("q") ?? ""
        let people = sorted(matching: text)
        let number = max(1, visit.parameter("page").flatMap { Int($0) } ?? 1)
        // A number beyond the last page, however large, is an empty one.
        let start = min(number - 1, people.count) * Self.size
        let page = people.dropFirst(start).prefix(Self.size)
        var contacts: TemplateRecord = [
            "lists": lists(words), "text": text, "newName": name ?? "",
            "explanation": explanation(words),
            "people": page.map { self.values(of: $0, words) },
            "older": page.endIndex < people.count
                ? visit.address(setting: "page", to: "\(number + 1)") : "",
        ]
        if let field = list.field {
            contacts["hidden"] = ["name": field.name, "value": field.value] as TemplateRecord
        }
        if let aspect {
            contacts["aspect"] =
                ["address": AppPath.aspect(aspect.id), "name": name ?? aspect.name]
                as TemplateRecord
        }
        var values: TemplateRecord = ["contacts": contacts]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .contacts, title: aspect?.name ?? words.text(.appContactsTitle),
            status: problem?.status ?? .ok, values)
    }

    private var aspect: ReadableAspect? {
        guard case .aspect(let id) = list else { return nil }
        return aspects.first { $0.id == id }
    }

    /// Returns the people of the list by their names, and by their IDs if these are the same.
    private func sorted(matching text: String) -> [ReadableContact] {
        let wanted = text.lowercased()
        return contacts.filter(list.contains).map { (PersonLink($0.person).name, $0) }
            .filter { name, contact in
                wanted.isEmpty || name.lowercased().contains(wanted)
                    || contact.person.diasporaID.contains(wanted)
            }
            .map { (key: ($0.lowercased(), $1.person.diasporaID), contact: $1) }
            .sorted { $0.key < $1.key }.map(\.contact)
    }

    private func values(of contact: ReadableContact, _ words: Words) -> TemplateRecord {
        var values = PersonLink(contact.person).values(words)
        let names = aspects.filter { contact.aspectIDs.contains($0.id) }.map(\.name)
        values["aspects"] = names.isEmpty ? "" : visit.frame.joined(names)
        return values
    }

    private func lists(_ words: Words) -> [TemplateRecord] {
        let named: [(ContactList, WordsKey)] = [
            (.sharedWith, .appListSharedWith), (.onlySharing, .appListOnlySharing),
            (.all, .appListAll), (.ignored, .appListIgnored),
        ]
        let own = aspects.map { (ContactList.aspect($0.id), $0.name) }
        let all = named.map { ($0, words.text($1)) }
        return ([all[0]] + own + all.dropFirst()).map { entry, name in
            [
                "address": entry.address, "name": name,
                "count": words.number(contacts.count { entry.contains($0) }),
                "isCurrent": entry == list,
            ]
        }
    }

    private func explanation(_ words: Words) -> String {
        switch list {
        case .sharedWith: words.text(.appExplainSharedWith)
        case .onlySharing: words.text(.appExplainOnlySharing)
        case .all: ""
        case .ignored: words.text(.appExplainIgnored)
        case .aspect: words.text(.appExplainAspect)
        }
    }
}
