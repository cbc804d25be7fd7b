internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

/// The resolution of the links and images of a source, now that the posts have new addresses.
struct ImportLinks: Sendable {
    let site: SourceSite
    let addresses: ImportAddresses
    let database: PodDatabase
    let settings: SiteSettings

    enum Resolution: Equatable {
        /// A destination that stays unchanged.
        case asIs
        case post(guid: String, fragment: String?)
        /// A post that is published later, by its old address: the new one is secret until then.
        case address(String)
        case picture(URL)
        case nowhere(String)
    }

    // MARK: - Links

    func link(_ destination: String, from head: SourceHead) throws -> Resolution {
        let parts = LinkParts(destination)
        guard !destination.hasPrefix("#"), !parts.path.isEmpty else { return .asIs }
        if let host = parts.host {
            guard site.hosts.contains(host),
                let guid = try post(address: parts.path)
            else { return .asIs }
            return .post(guid: guid, fragment: parts.fragment)
        }
        guard parts.isPath, !isOfPod(parts.path) else { return .asIs }
        for target in targets(parts.path, from: head) {
            switch target {
            case .post(let guid): return .post(guid: guid, fragment: parts.fragment)
            case .known(let guid):
                if try isPublic(guid) { return .post(guid: guid, fragment: parts.fragment) }
            case .draft: return .nowhere("leads to a draft, which has no address yet")
            case .scheduled(let guid):
                return oldAddress(guid).map { .address($0) }
                    ?? .nowhere("leads to a post that is still to come")
            }
        }
        for path in rooted(parts.path, from: head) {
            if let guid = try redirect(path) { return .post(guid: guid, fragment: parts.fragment) }
        }
        if let file = localFile(parts.path, from: head) {
            if Self.isPicture(file.path) { return .picture(file) }
            return .nowhere("is a file that posts cannot carry; put it into site/static/")
        }
        return .nowhere("leads to no post and no file here")
    }

    /// Resolves a template's reference to a post: `{{< ref "hello.md" >}}`, `{% post_url … %}`.
    func reference(_ name: String, from head: SourceHead) throws -> Resolution? {
        if name.hasPrefix("#") { return .asIs }
        let parts = LinkParts(name)
        var path = parts.path.hasPrefix("/") ? String(parts.path.dropFirst()) : parts.path
        if path.hasPrefix("content/") { path.removeFirst("content/".count) }
        let last = path.split(separator: "/").last.map(String.init) ?? path
        let target =
            addresses.target(file: LinkParts.resolve(path, against: head.path) ?? "")
            ?? below(path) ?? addresses.target(name: last)
        switch target {
        case .post(let guid): return .post(guid: guid, fragment: parts.fragment)
        case .known(let guid):
            return try isPublic(guid) ? .post(guid: guid, fragment: parts.fragment) : nil
        case .scheduled(let guid): return oldAddress(guid).map { .address($0) }
        case .draft, nil: return nil
        }
    }

    /// Returns the absolute URL that will redirect to a post that is not imported yet.
    private func oldAddress(_ guid: String) -> String? {
        addresses.head(guid: guid)?.addresses.first.map { settings.url + $0.dropFirst() }
    }

    func address(_ guid: String, _ fragment: String? = nil) -> String {
        settings.url + SitePath.post(guid).dropFirst() + (fragment.map { "#" + $0 } ?? "")
    }

    /// Returns the posts that a link may mean, the likeliest first.
    private func targets(_ path: String, from head: SourceHead) -> [ImportAddresses.Target] {
        if path.hasPrefix("@/") { return below(String(path.dropFirst(2))).map { [$0] } ?? [] }
        var found: [ImportAddresses.Target] = []
        if !path.hasPrefix("/"), let file = LinkParts.resolve(path, against: head.path) {
            found += [addresses.target(file: file)].compactMap(\.self)
        }
        found += rooted(path, from: head).compactMap { addresses.target(address: $0) }
        if path.hasPrefix("/") {
            found += [addresses.target(file: String(path.dropFirst()))].compactMap(\.self)
        }
        return found
    }

    /// Returns the post at a path below the site's content folder, of which the imported folder may
    /// be a part.
    private func below(_ path: String) -> ImportAddresses.Target? {
        var rest = path[...]
        while true {
            let target =
                addresses.target(file: String(rest)) ?? addresses.target(file: "content/" + rest)
            if let target { return target }
            guard let slash = rest.firstIndex(of: "/") else { return nil }
            rest = rest[rest.index(after: slash)...]
        }
    }

    /// Returns the absolute paths to which a browser would have resolved a path on the post's old
    /// pages.
    private func rooted(_ path: String, from head: SourceHead) -> [String] {
        if path.hasPrefix("/") { return [path] }
        var found: [String] = []
        for address in head.allAddresses {
            guard let resolved = LinkParts.resolve(path, against: String(address.dropFirst()))
            else {
                continue
            }
            if !found.contains("/" + resolved) { found.append("/" + resolved) }
        }
        return found
    }

    private func post(address: String) throws -> String? {
        switch addresses.target(address: address) {
        case .post(let guid): guid
        case .known(let guid): try isPublic(guid) ? guid : nil
        case .draft, .scheduled: nil
        case nil: try redirect(address)
        }
    }

    private func isPublic(_ guid: String) throws -> Bool {
        guard let guid = GUID(guid) else { return false }
        return try database.read { try $0.post(guid)?.isPublic } ?? false
    }

    /// Returns a post of an earlier import, by its old address.
    private func redirect(_ path: String) throws -> String? {
        guard let bare = OldAddressRule.key(path) else { return nil }
        return try database.read { transaction in
            for form in [bare, bare + "/", bare + ".html"] {
                if let guid = try transaction.redirect(path: form) { return guid }
            }
            return nil
        }
    }

    /// Whether a path is one of the addresses that every pod has, or of the files that the podmin
    /// put there.
    private func isOfPod(_ path: String) -> Bool {
        guard path.hasPrefix("/") else { return false }
        let name = path.split(separator: "/").joined(separator: "/")
        let pages = ["tags", "archive", "feeds", "search", "feed.atom", "feed"]
        if name.isEmpty || (pages + ReservedNames.oldFeeds).contains(name) { return true }
        guard !name.contains("..") else { return false }
        return settings.siteFolders.contains { folder in
            FileManager.default.fileExists(
                atPath: folder.appending(path: "static").appending(path: name).path)
        }
    }

    // MARK: - Pictures

    func image(_ destination: String, from head: SourceHead) -> Resolution {
        let parts = LinkParts(destination)
        if let host = parts.host {
            guard site.hosts.contains(host), let file = localFile(parts.path, from: head) else {
                return .asIs
            }
            return .picture(file)
        }
        guard parts.isPath, !parts.path.isEmpty, !isOfPod(parts.path) else { return .asIs }
        return localFile(parts.path, from: head).map { .picture($0) }
            ?? .nowhere("is not there; the text was kept as it is")
    }

    /// Returns the file that a path names, beside the post or in the site's folders.
    func localFile(_ path: String, from head: SourceHead) -> URL? {
        var candidates: [URL] = []
        for form in [path.removingPercentEncoding ?? path, path] {
            guard !form.contains("\0") else { continue }
            let bare = String(form.drop { $0 == "/" })
            if !form.hasPrefix("/") {
                let beside = site.folder.appending(path: head.path).deletingLastPathComponent()
                candidates.append(beside.appending(path: bare))
            }
            let forms = form.hasPrefix("/") ? [form] : [form] + rooted(form, from: head)
            for folder in site.pictureFolders {
                candidates += forms.map { folder.appending(path: String($0.drop { $0 == "/" })) }
            }
        }
        for candidate in candidates {
            let file = candidate.standardizedFileURL
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
                !isFolder.boolValue, site.holds(file)
            else { continue }
            return file
        }
        return nil
    }

    private static func isPicture(_ path: String) -> Bool {
        [".jpg", ".jpeg", ".png", ".gif", ".webp"].contains { path.lowercased().hasSuffix($0) }
    }
}
