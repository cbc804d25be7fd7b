public import Store

/// The rows of a post besides its own, without its pictures.
public struct PostBelongings {
    var tags: [String] = []
    /// The people whom the text mentions.
    var mentioned: [Int64] = []
    var poll: Poll?
    var location: Location?

    public init(
        tags: [String] = [], mentioned: [Int64] = [], poll: Poll? = nil, location: Location? = nil
    ) {
        self.tags = tags
        self.mentioned = mentioned
        self.poll = poll
        self.location = location
    }
}
