/// A person named by `@{Name; id}` or `@{id}` outside code.
public struct Mention: Sendable, Equatable, Codable {
    /// In lower case.
    public var diasporaID: String
    /// As written, if it was.
    public var name: String?

    public init(diasporaID: String, name: String?) {
        self.diasporaID = diasporaID
        self.name = name
    }
}
