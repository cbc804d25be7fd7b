/// A person named by `@{Name; id}` or `@{id}` outside code.
public struct Mention: Sendable, Equatable, Codable {
    /// The diaspora* ID, in lower case.
    public var diasporaID: String
    /// The name as written, if one was.
    public var name: String?

    public init(diasporaID: String, name: String?) {
        self.diasporaID = diasporaID
        self.name = name
    }
}
