/// Addresses of the signed-in pages, as paths that begin with `/`.
enum AppPath {
    static let stream = "/stream"
    static let composer = "/posts/new"
    static let posts = "/posts"
    static let signIn = "/users/sign_in"
    static let signOut = "/users/sign_out"

    static func post(_ guid: String) -> String { "/stream/posts/" + guid }
}
