/// A piece of a text that the Markdown parser must not look into: underscores in a name are no
/// emphasis, and the ID of a mention is no address for mail.
struct HeldText {
    enum Kind {
        case mention(diasporaID: String, name: String?)
        case entity(diasporaID: String, type: String, guid: String)
    }

    let kind: Kind
    /// The original bytes, which code shows.
    let original: [UInt8]
}
