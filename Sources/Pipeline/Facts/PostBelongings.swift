internal import Store

/// The rows of a post besides its own, without its pictures.
struct PostBelongings {
    var tags: [String] = []
    /// The people whom the text mentions.
    var mentioned: [Int64] = []
    var poll: Poll?
    var location: Location?
}
