/// A page of the podmin's that the navigation leads to.
public struct MenuEntry: Sendable {
    /// Which entry it is, from 1: others move on by one.
    public let place: Int
    /// Begins with `/`.
    public let url: String
    public let label: String

    public init(place: Int, url: String, label: String) {
        self.place = place
        self.url = url
        self.label = label
    }
}
