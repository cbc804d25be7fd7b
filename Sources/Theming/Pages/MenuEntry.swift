/// A link in the navigation to one of the podmin's pages.
public struct MenuEntry: Sendable {
    /// The entry's position in the menu, from 1; the other entries move to make room.
    public let place: Int
    /// The path, beginning with `/`.
    public let url: String
    public let label: String

    public init(place: Int, url: String, label: String) {
        self.place = place
        self.url = url
        self.label = label
    }
}
