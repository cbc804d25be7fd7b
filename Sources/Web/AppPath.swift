/// Addresses of the signed-in pages, as paths that begin with `/`.
enum AppPath {
    static let stream = "/stream"
    static let composer = "/posts/new"
    static let posts = "/posts"
    static let signIn = "/users/sign_in"
    static let signOut = "/users/sign_out"

    /// The pages that a browser may be led to, each with what is below it.
    static let pages = [stream, composer]

    static func post(_ guid: String) -> String { "/stream/posts/" + guid }
    static func comment(_ guid: String) -> String { "/stream/comments/" + guid }
}
