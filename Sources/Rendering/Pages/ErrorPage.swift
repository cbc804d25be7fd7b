/// `/404.html` and `/503.html`, and what `serve` answers for what was deleted.
public enum ErrorPage: Int, Sendable, CaseIterable {
    case notFound = 404
    case gone = 410
    case unavailable = 503

    /// Path in the tree.
    public var path: String { "\(rawValue).html" }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        let (title, message): (WordsKey, WordsKey) =
            switch self {
            case .notFound: (.notFoundTitle, .notFoundMessage)
            case .gone: (.goneTitle, .goneMessage)
            case .unavailable: (.unavailableTitle, .unavailableMessage)
            }
        var frame = PageFrame(kind: .error, heading: site.words.text(title))
        frame.isHidden = true
        return try site.render(
            frame,
            [
                "error": [
                    "code": String(rawValue), "title": site.words.text(title),
                    "message": site.words.text(message), "hasSearch": true,
                ] as ThemeValues
            ])
    }
}
