internal import Foundation
internal import Store

extension SiteChange {
    /// A person of this pod came, went, or is shown in another way.
    ///
    /// - Parameter photos: File names of pictures that begin or end to be public.
    static func person(_ shown: ShownPerson, photos: [String] = []) -> SiteChange {
        var change = SiteChange()
        change.people = [shown]
        change.photos = photos
        return change
    }

    /// The name of somebody on another pod is another, or they are gone: every conversation that shows it.
    static func name(ofAnswerer personID: Int64, in database: ReadTransaction) throws -> SiteChange
    {
        var change = SiteChange()
        guard try database.hasPublicComments(authorID: personID) else { return change }
        change.people = [ShownPerson(id: personID, parts: [.name])]
        change.priority = 2
        return change
    }
}

extension WriteTransaction {
    /// Asks for the pages that show a person of this pod.
    func noteShown(
        _ shown: ShownPerson, username: String, photos: [String] = [], at date: Date
    ) throws {
        try insertEvent(
            kind: "personChanged", guid: username,
            before: try SiteChange.person(shown, photos: photos).json(), createdAt: date)
    }
}
