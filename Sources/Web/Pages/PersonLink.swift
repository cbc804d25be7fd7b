internal import Composing
internal import Diaspora
internal import Store
internal import Theming

/// A person as signed-in pages name and link them.
struct PersonLink {
    /// The name that is shown.
    let name: String
    private let commenter: CommenterValues

    init(_ person: ReadablePerson) {
        let username = String(person.diasporaID.prefix { $0 != "@" })
        name = SafeName.shown(
            fullName: person.fullName, username: username, isClosed: person.isClosed)
        var commenter = CommenterValues(
            name: name, diasporaID: person.diasporaID, url: AppPath.person(person.guid))
        commenter.likeness = DiasporaID(person.diasporaID)?.likeness
        self.commenter = commenter
    }

    /// Returns the values of the template `author`.
    func values(_ words: Words) -> TemplateRecord {
        var values = commenter.values(words)
        // Each name is there, as a missing one would be looked for in the values around.
        for name in ["url", "warning"] where values[name] == nil { values[name] = "" }
        return values
    }
}
