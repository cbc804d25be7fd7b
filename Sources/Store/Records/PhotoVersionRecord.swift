/// A file of a photo: the prefix of its name (`thumb_small_`, `w960_`, … or none) and its size.
public struct PhotoVersionRecord: Sendable, Equatable {
    public let name: String
    public let width: Int
    public let height: Int
    public let bytes: Int

    public init(name: String, width: Int, height: Int, bytes: Int) {
        self.name = name
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}
