extension AddressTable {
    /// Returns the documents of the protocol and the feeds, whose paths other programs know.
    ///
    /// Spec: diaspora* federation protocol, "Discovery" and "Fetching"; RFC 6415; NodeInfo.
    static func knownDocuments() -> [Document] {
        [
            Document(
                pattern: .exact("/.well-known/host-meta"), type: "application/xrd+xml",
                isShared: true),
            Document(
                pattern: .exact("/.well-known/nodeinfo"), type: "application/json", isShared: true),
            Document(pattern: .under("/nodeinfo/"), type: "application/json", isShared: true),
            Document(pattern: .under("/fetch/"), type: "application/magic-envelope+xml"),
            Document(pattern: .named("stream", under: "/people/"), type: "application/json"),
            Document(pattern: .under("/hcard/"), type: "text/html; charset=utf-8"),
            Document(pattern: .exact("/feed.json"), type: "application/feed+json"),
            Document(pattern: .ending(".json", under: "/public/"), type: "application/feed+json"),
        ]
    }

    /// Returns the types by the ending of a file's name, and whether such files are precompressed.
    static func knownEndings() -> [Ending] {
        [
            Ending(names: ["html"], type: "text/html; charset=utf-8", isCompressed: true),
            Ending(names: ["atom"], type: "application/atom+xml", isCompressed: true),
            Ending(names: ["json", "map"], type: "application/json", isCompressed: true),
            Ending(names: ["xml"], type: "application/xml", isCompressed: true),
            Ending(names: ["css"], type: "text/css; charset=utf-8", isCompressed: true),
            Ending(
                names: ["js", "mjs"], type: "text/javascript; charset=utf-8", isCompressed: true),
            Ending(names: ["svg"], type: "image/svg+xml", isCompressed: true),
            Ending(names: ["txt"], type: "text/plain; charset=utf-8", isCompressed: true),
            Ending(names: ["webmanifest"], type: "application/manifest+json", isCompressed: true),
            Ending(names: ["ico"], type: "image/x-icon"),
            Ending(names: ["png"], type: "image/png"),
            Ending(names: ["jpg", "jpeg"], type: "image/jpeg"),
            Ending(names: ["gif"], type: "image/gif"),
            Ending(names: ["webp"], type: "image/webp"),
            Ending(names: ["avif"], type: "image/avif"),
            Ending(names: ["woff2"], type: "font/woff2"),
            Ending(names: ["pdf"], type: "application/pdf"),
            Ending(names: ["mp3"], type: "audio/mpeg"),
            Ending(names: ["ogg"], type: "audio/ogg"),
            Ending(names: ["mp4"], type: "video/mp4"),
            Ending(names: ["webm"], type: "video/webm"),
            Ending(names: ["zip"], type: "application/zip"),
            Ending(names: ["gz"], type: "application/gzip"),
        ]
    }
}
