internal import Diaspora
internal import Store

/// An answer that is not stored yet: who gives it, to which post, and its entity.
struct NewAnswer {
    let guid: GUID
    let author: Person
    let post: Post
    /// The entity with its author's signature, byte for byte.
    let xml: [UInt8]
}
