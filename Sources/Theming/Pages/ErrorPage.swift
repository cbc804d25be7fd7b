/// The pages that are shown with errors: `/404.html` and the like.
public enum ErrorPage: Int, Sendable, CaseIterable {
    case notFound = 404
    case gone = 410
    /// An internal error; its message contains ``requestPlaceholder``, which `serve` replaces by
    /// the ID of the request.
    case failed = 500
    case unavailable = 503

    /// The placeholder in a page for the ID of a request.
    public static let requestPlaceholder = "dandelion-request-id"

    /// Path in the tree.
    public var path: String { "\(rawValue).html" }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        let (title, message): (WordsKey, WordsKey) =
            switch self {
            case .notFound: (.notFoundTitle, .notFoundMessage)
            case .gone: (.goneTitle, .goneMessage)
            case .failed: (.failedTitle, .failedMessage)
            case .unavailable: (.unavailableTitle, .unavailableMessage)
            }
        var frame = PageFrame(kind: .error, heading: site.words.text(title))
        frame.isHidden = true
        return try site.render(
            frame,
            [
                "error": [
                    "code": String(rawValue), "title": site.words.text(title),
                    "message": site.words.text(message, ["id": Self.requestPlaceholder]),
                    "hasSearch": true,
                ] as ThemeValues
            ])
    }
}
