import Composing
import Diaspora
import Foundation
import Store

/// The name of a post on the command line: its GUID, the beginning of the GUID of a post or draft of
/// one's own, or its address.
struct PostHandle {
    /// Fewer characters would name another post once there are more.
    static let minimumCharacters = 8
    private static let maximumNamed = 5

    let text: String

    /// Finds the post that the handle names.
    ///
    /// - Parameter author: The author whose posts are searched for the beginning of a GUID; all of
    ///   this pod if nil.
    /// - Throws: ``PodError/notAGUID(_:)``, ``PodError/severalPosts(_:named:)``.
    func guid(of author: Author?, in database: ReadTransaction) throws -> GUID {
        let name = Self.lastSegment(of: text)
        if let guid = GUID(name), try isThere(guid, in: database) { return guid }
        if name.utf8.count >= Self.minimumCharacters {
            let found = try database.ownGUIDs(
                beginningWith: name, personID: author?.person.id, limit: Self.maximumNamed)
            if found.count == 1 { return found[0] }
            if found.count > 1 {
                throw PodError.severalPosts(name, named: found.map(\.string))
            }
        }
        guard let guid = GUID(name) else { throw PodError.notAGUID(text) }
        return guid
    }

    private func isThere(_ guid: GUID, in database: ReadTransaction) throws -> Bool {
        try database.post(guid) != nil || database.draft(guid) != nil
    }

    /// Returns the GUID in `https://pod.example/posts/GUID`, without anything after it; other texts
    /// unchanged.
    private static func lastSegment(of text: String) -> String {
        guard let range = text.range(of: "/posts/", options: .backwards) else { return text }
        let rest = text[range.upperBound...].prefix { !"/?#".contains($0) }
        return String(rest.hasSuffix(".html") ? rest.dropLast(5) : rest)
    }
}

extension PodApplication {
    /// Finds the post of a name on the command line: see ``PostHandle``.
    func guid(_ text: String, of author: Author? = nil) throws -> GUID {
        try database.read { try PostHandle(text: text).guid(of: author, in: $0) }
    }
}
