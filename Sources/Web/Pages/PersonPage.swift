internal import Composing
internal import Diaspora
internal import Store
internal import Theming

/// The head of a person's page: what they tell of themselves, and what the reader shares with them.
struct PersonPage {
    let person: ReadablePerson
    private let profile: ReadableProfile
    private let contact: ReadableContact
    private let aspects: [ReadableAspect]

    /// Reads a person; nil if this pod knows nobody of that GUID.
    init?(_ guid: GUID, in visit: Visit) throws {
        let read = try visit.read { database in
            try database.person(guid: guid.string).map { person in
                (
                    person, try database.profile(personID: person.id),
                    try database.contact(person), try database.aspects()
                )
            }
        }
        guard let read else { return nil }
        (person, profile, contact, aspects) = read
    }

    /// Returns the values of the template `person`.
    func values(_ visit: Visit) -> TemplateRecord {
        let words = visit.frame.words
        var values = PersonLink(person).values(words)
        values["address"] = AppPath.person(person.guid)
        values["bio"] = person.isClosed ? "" : profile.bio
        values["location"] = person.isClosed ? "" : profile.location
        values["tags"] = profile.tags.map { "#" + $0 }.joined(separator: " ")
        values["sharing"] = sentence(visit)
        values["publicAddress"] = publicAddress
        let isMutual = contact.isSharing && !contact.aspectIDs.isEmpty && !person.isClosed
        values["writeAddress"] =
            isMutual ? AppPath.conversations + "/new?person=" + person.guid : ""
        values["isOwn"] = person.id == visit.readerID
        values["isIgnored"] = contact.isIgnored
        if !contact.isIgnored, !person.isClosed, person.id != visit.readerID {
            values["form"] = ["aspects": aspects.map(choice)] as TemplateRecord
        }
        return values
    }

    private func choice(_ aspect: ReadableAspect) -> TemplateRecord {
        [
            "id": "aspect-\(aspect.id)", "number": "\(aspect.id)", "name": aspect.name,
            "isChosen": contact.aspectIDs.contains(aspect.id),
        ]
    }

    /// Says who shares with whom.
    private func sentence(_ visit: Visit) -> String {
        let key: WordsKey =
            switch (person.id == visit.readerID, !contact.aspectIDs.isEmpty, contact.isSharing) {
            case (true, _, _): .appThisIsYou
            case (_, true, true): .appSharingBoth
            case (_, true, false): .appSharingYou
            case (_, false, true): .appSharingThey
            case (_, false, false): .appSharingNone
            }
        if person.isClosed { return visit.frame.words.text(.appAccountClosed) }
        return visit.frame.words.text(
            key, ["name": visit.frame.joined([PersonLink(person).name])])
    }

    /// The page of the person that everybody can read; none of a closed account.
    private var publicAddress: String {
        guard !person.isClosed, let id = DiasporaID(person.diasporaID) else { return "" }
        return person.isHere
            ? SitePath.person(id.username)
            : "https://\(id.authority)" + SitePath.personByGUID(person.guid)
    }
}
