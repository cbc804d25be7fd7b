internal import Foundation
internal import Store

extension SiteChange {
    /// Returns the change for a person of this pod who was added, removed, or is shown differently.
    ///
    /// - Parameter photos: File names of pictures that begin or end to be public.
    static func person(_ shown: ShownPerson, photos: [String] = []) -> SiteChange {
        var change = SiteChange()
        change.people = [shown]
        change.photos = photos
        return change
    }

    /// Returns the change for a person of another pod whose name changed or who is gone: all
    /// conversations that show the name.
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
    /// Enqueues the pages that show a person of this pod.
    func noteShown(
        _ shown: ShownPerson, username: String, photos: [String] = [], at date: Date
    ) throws {
        try insertEvent(
            kind: "personChanged", guid: username,
            before: try SiteChange.person(shown, photos: photos).json(), createdAt: date)
    }
}
