internal import Escaping

/// Addresses of the signed-in pages, as paths that begin with `/`.
enum AppPath {
    static let stream = "/stream"
    static let composer = "/posts/new"
    static let posts = "/posts"
    static let signIn = "/users/sign_in"
    static let signOut = "/users/sign_out"
    static let people = "/people"
    static let contacts = "/contacts"
    static let aspects = "/aspects"
    static let conversations = "/conversations"
    static let settings = "/user/edit"
    static let password = "/user/password"
    static let closing = "/user/close"
    static let sessions = "/user/sessions"
    static let profile = "/profile/edit"

    /// The pages that a browser may be led to, each with what is below it.
    static let pages =
        [stream, composer, people, contacts]
        + ["/activity", "/liked", "/commented", "/mentions", "/followed_tags", "/public"]
        + ["/local_public", "/saved", aspects, conversations]
        + ["/user", profile]

    static func post(_ guid: String) -> String { "/stream/posts/" + guid }
    static func person(_ guid: String) -> String { "/stream/people/" + guid }
    static func tag(_ name: String) -> String {
        stream + "/tags/" + PercentEncoding.queryValue.encoded(name)
    }
    static func aspect(_ id: Int64) -> String { "\(aspects)/\(id)" }
    static func conversation(_ guid: String) -> String { conversations + "/" + guid }
    static func comment(_ guid: String) -> String { "/stream/comments/" + guid }
}
