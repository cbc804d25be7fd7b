/// The old address of an imported post: a small page that leads to the new one.
public struct RedirectPage: Sendable {
    /// Path of the post.
    public var target: String
    public var targetTitle: String

    public init(target: String, targetTitle: String) {
        self.target = target
        self.targetTitle = targetTitle
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .redirect, heading: targetTitle)
        frame.canonical = target
        frame.isHidden = true
        return try site.render(frame, ["target": target, "targetTitle": targetTitle])
    }
}
