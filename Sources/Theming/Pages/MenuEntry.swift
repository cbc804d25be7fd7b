/// A page of the podmin's that the navigation leads to.
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
