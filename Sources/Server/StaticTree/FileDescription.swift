/// The properties of a file that its headers state, whichever server sends them.
struct FileDescription: Sendable, Equatable {
    let type: String
    let cacheControl: String
    let securityPolicy: String
    /// Whether twins may stand beside it, so that answers differ by `Accept-Encoding`.
    let isCompressed: Bool
    let isShared: Bool

    var isPage: Bool { type.hasPrefix("text/html") }
}
