internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

extension Reception {
    /// Links of one text that are followed.
    private static let mostLinks = 3
    private static let linkedTypes = ["post", "status_message", "reshare"]

    /// Asks for the posts that a text links to, so that its links lead somewhere.
    ///
    /// Only the texts of people whom somebody here added are followed, and only what they sent: nobody who
    /// says that they share makes this pod ask hosts of their choosing, and what was fetched leads no
    /// further. Attack 69.
    /// Spec: diaspora* federation protocol, 2.12, point 6.
    func ask(forLinksIn text: String, by author: Person) throws {
        guard case .inbox = origin, text.contains(bytesOf: "diaspora://"), !author.isHere,
            try database.isAdded(personID: author.id)
        else { return }
        let here = facts.context.settings.authority
        for link in EntityLink.all(in: text, maximum: Self.mostLinks)
        where Self.linkedTypes.contains(link.type) && link.author.authority != here {
            guard try database.post(link.guid) == nil,
                try !database.isDeleted(link.guid, .post, by: link.author)
            else { continue }
            try transaction.insertLinkedPost(
                LinkedPost(guid: link.guid, author: link.author), at: now)
        }
    }
}
