/// The mapping from paths to files of the public tree, and from files to their headers.
///
/// The pod reads this table for every request; the files of `config/` for nginx, Caddy and Apache
/// are written from it, so that a reader cannot tell which of them answered.
struct AddressTable: Sendable {
    /// Documents whose type goes by path, never by suffix: a GUID may contain dots. First match.
    let documents: [Document]
    /// Types of all other files, by the end of their name.
    let endings: [Ending]
    /// Times for which files may be cached, first match; all others are revalidated on every
    /// request.
    let lifetimes: [Lifetime]
    /// Files that strangers could have made, which must not act as pages. RFC 9110 has no word for
    /// it; the sandbox of Content Security Policy Level 3 does.
    let sandboxed: [AddressPattern]

    struct Document: Sendable {
        let pattern: AddressPattern
        let type: String
        var isCompressed = true
        /// Scripts of other sites may read it, as they may on diaspora* pods.
        var isShared = false
    }

    struct Ending: Sendable {
        let names: [String]
        let type: String
        var isCompressed = false
    }

    struct Lifetime: Sendable {
        let pattern: AddressPattern
        let cacheControl: String
    }

    /// The type of a file that no row knows.
    let unknownType = "application/octet-stream"
    let revalidated = "no-cache"
    /// Seconds after which a client may come back when the pod is down.
    let retryAfter = 120
    /// Pages that are shown with an error; asked for by name they are not there.
    let errorPages = ["/404.html", "/410.html", "/500.html", "/503.html"]
    /// The feed of the site.
    let feed = "/feed.atom"
    /// Names that other programs give such a file: sent on from, whatever stands there for hosts of plain
    /// files, if nothing of the podmin's does (`NAME.html`).
    let oldFeedFiles = ["/index.xml", "/feed.xml", "/atom.xml", "/rss.xml"]
    /// Their folder of it, with a slash at its end or without; a page of that name goes first.
    let oldFeedFolder = "/feed"
    /// Folder of marks, hidden from all: `/old` is sent on if there is a file `/.moved/old/.to`.
    let movedFolder = "/.moved"
    let movedFile = ".to"
    /// Ends of names of files that are being written.
    let temporaryEndings = ["~", ".tmp"]
    /// Folders in which a name is the key to what it names, or a token: no log shows more of a path
    /// than the folder.
    let secretFolders = [
        "/uploads/images/", "/feeds/", "/mail/", "/users/password/", "/users/confirmation/",
    ]
    let pageSecurityPolicy =
        "default-src 'none'; img-src 'self' https:; media-src 'self'; style-src 'self'; "
        + "script-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    let sandboxSecurityPolicy = "default-src 'none'; sandbox"
    /// Sent with every answer.
    let securityHeaders = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
        ),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]

    init() {
        documents = Self.knownDocuments()
        endings = Self.knownEndings()
        lifetimes = [
            Lifetime(
                pattern: .fingerprinted(under: "/assets/"),
                cacheControl: "public, max-age=31536000, immutable"),
            Lifetime(pattern: .under("/uploads/"), cacheControl: "public, max-age=2592000"),
        ]
        sandboxed = [.under("/uploads/")]
    }
}

extension AddressTable {
    /// Returns the document whose type goes by this path, or nil.
    func document(at address: String) -> Document? {
        documents.first { $0.pattern.matches(address) }
    }

    /// Describes everything that a file's headers depend on.
    ///
    /// - Parameter address: The path as asked for, decoded, without a slash at its end.
    /// - Parameter file: The path of the file that answers, from the root of the tree.
    func description(of file: String, at address: String) -> FileDescription {
        let document = document(at: address)
        let ending = document == nil ? self.ending(of: file) : nil
        let isSandboxed = sandboxed.contains { $0.matches(file) }
        return FileDescription(
            type: document?.type ?? ending?.type ?? unknownType,
            cacheControl: lifetimes.first { $0.pattern.matches(file) }?.cacheControl ?? revalidated,
            securityPolicy: isSandboxed ? sandboxSecurityPolicy : pageSecurityPolicy,
            isCompressed: document?.isCompressed ?? ending?.isCompressed ?? false,
            isShared: document?.isShared ?? false)
    }

    /// Returns whether other programs publish their feed at this address.
    func isOldFeed(_ address: String) -> Bool {
        address == oldFeedFolder || oldFeedFiles.contains(address)
    }

    /// Lists the names under which a path may stand in the tree, in the order they are tried.
    func candidates(for address: String) -> [String] {
        guard address != "/" else { return ["/index.html"] }
        return [address, "\(address).html", "\(address)/index.html"]
            .filter { !errorPages.contains($0) }
    }

    /// Returns the canonical address of a file that was requested by another name, or nil if it has
    /// that name.
    func canonicalAddress(of file: String, askedFor address: String) -> String? {
        guard file == address, file.hasByteSuffix(".html"), document(at: address) == nil
        else { return nil }
        if file == "/index.html" { return "/" }
        return file.droppingLastBytes(file.hasByteSuffix("/index.html") ? 11 : 5)
    }

    /// Returns whether the tree never shows a path: names that begin with a dot, except
    /// `.well-known` at the top, and files that are being written.
    func hides(_ segments: [String]) -> Bool {
        for (position, segment) in segments.enumerated() {
            if segment.isEmpty { return true }
            guard segment.hasBytePrefix(".") else { continue }
            if position > 0 || segment != ".well-known" { return true }
        }
        return segments == [".well-known"]
            || temporaryEndings.contains { segments.last?.hasByteSuffix($0) == true }
    }

    /// Returns the GUID of the post that a path belongs to.
    func postGUID(in segments: [String]) -> String? {
        switch segments.first {
        case "posts" where segments.count > 1: segments[1]
        case "fetch" where segments.count == 3: segments[2]
        default: nil
        }
    }

    private func ending(of file: String) -> Ending? {
        endings.first { row in row.names.contains { file.hasByteSuffix("." + $0) } }
    }
}
