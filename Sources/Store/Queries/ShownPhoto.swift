/// A picture of a post or a person, with its files on this pod.
public struct ShownPhoto: Sendable, Equatable {
    public let fileName: String
    public let width: Int
    public let height: Int
    public let alt: String
    /// Its files, narrowest first: prefix of the name, width and height in pixels.
    public let versions: [Version]

    public init(
        fileName: String, width: Int, height: Int, alt: String, versions: [Version]
    ) {
        self.fileName = fileName
        self.width = width
        self.height = height
        self.alt = alt
        self.versions = versions
    }

    public struct Version: Sendable, Equatable {
        public let name: String
        public let width: Int
        public let height: Int

        public init(name: String, width: Int, height: Int) {
            self.name = name
            self.width = width
            self.height = height
        }
    }
}
