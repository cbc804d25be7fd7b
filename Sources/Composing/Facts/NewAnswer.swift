public import Diaspora
public import Store

/// An answer that is not stored yet: who gives it, to which post, and its entity.
public struct NewAnswer {
    let guid: GUID
    let author: Person
    let post: Post
    /// The entity with its author's signature, byte for byte.
    let xml: [UInt8]

    public init(guid: GUID, author: Person, post: Post, xml: [UInt8]) {
        self.guid = guid
        self.author = author
        self.post = post
        self.xml = xml
    }
}
