/// A list of public posts with a page or a feed of its own.
public struct ListName: Sendable, Hashable {
    public enum Kind: String, Sendable { case home, person, tag, month }

    public let kind: Kind
    /// Empty for `home`, the person's row, the tag, or `YYYY-MM`.
    public let key: String

    public init(_ kind: Kind, _ key: String = "") {
        self.kind = kind
        self.key = key
    }

    public static let home = ListName(.home)
    public static func person(_ id: Int64) -> ListName { ListName(.person, String(id)) }
    public static func tag(_ name: String) -> ListName { ListName(.tag, name) }
    public static func month(_ yearMonth: String) -> ListName { ListName(.month, yearMonth) }
}
