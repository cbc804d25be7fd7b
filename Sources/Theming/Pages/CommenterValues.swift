/// The author of a comment, as pages show them.
public struct CommenterValues: Sendable {
    public var name: String
    public var diasporaID: String
    /// Path of their page here, or its address on their pod; `nil` if there is none.
    public var url: String?
    /// A picture that this pod holds.
    public var avatar: PictureValues?
    /// The identity that the ID can be mistaken for.
    public var likeness: Likeness?

    /// The kind of likeness of an ID.
    public enum Likeness: Sendable, Equatable {
        /// Another ID, which this one looks like.
        case of(String)
        /// An ID that mixes letters of different alphabets, and so could look like many others.
        case mixed
    }

    public init(name: String, diasporaID: String, url: String?, avatar: PictureValues? = nil) {
        self.name = name
        self.diasporaID = diasporaID
        self.url = url
        self.avatar = avatar
    }

    /// Whether the address is one of this pod.
    var isLocal: Bool { url?.hasPrefix("/") ?? false }

    package func values(_ words: Words) -> TemplateRecord {
        var values: TemplateRecord = ["name": name, "id": diasporaID]
        if let url {
            values["url"] = url
            values["isElsewhere"] = !isLocal
        }
        if let avatar { values["avatar"] = avatar.values }
        switch likeness {
        case .of(let id): values["warning"] = words.text(.lookAlike, ["id": id])
        case .mixed: values["warning"] = words.text(.mixedAlphabets)
        case nil: break
        }
        return values
    }
}
