internal import Composing
internal import Markdown
internal import Store

/// The posts of an imported folder, by their files and by their old addresses.
struct ImportAddresses: Sendable {
    enum Target: Sendable, Equatable {
        /// A post of this import.
        case post(String)
        case draft(String)
        /// A post of this import that is published later.
        case scheduled(String)
        /// A post of an earlier import; the database has to say whether it still exists.
        case known(String)
    }

    private static let endings = SourceFileName.markdownEndings + SourceFileName.htmlEndings

    private struct Place: Sendable {
        let target: Target
        let head: SourceHead
    }

    private var byFile: [String: Place] = [:]
    private var byAddress: [String: Target] = [:]
    private var byName: [String: [String]] = [:]
    private var heads: [String: SourceHead] = [:]

    mutating func add(_ head: SourceHead, _ target: Target) {
        byFile[head.path] = Place(target: target, head: head)
        for address in head.allAddresses {
            guard let key = OldAddressRule.key(address), byAddress[key] == nil else { continue }
            byAddress[key] = target
        }
        let parts = head.path.split(separator: "/")
        var name = parts.last.map(Self.stem) ?? ""
        if name == "index" { name = parts.dropLast().last.map(String.init) ?? name }
        byName[name, default: []].append(head.path)
        switch target {
        case .post(let guid), .draft(let guid), .scheduled(let guid), .known(let guid):
            heads[guid] = head
        }
    }

    /// Returns the post of a file; the path may lack the file's ending and `index`.
    func target(file path: String) -> Target? {
        guard !path.isEmpty else { return nil }
        let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
        if let place = byFile[bare] { return place.target }
        for ending in Self.endings {
            if let place = byFile[bare + ending] ?? byFile[bare + "/index" + ending] {
                return place.target
            }
        }
        return nil
    }

    /// Returns the post whose file name, without its ending, is unique in the folder.
    func target(name: String) -> Target? {
        guard let paths = byName[Self.stem(Substring(name))], paths.count == 1 else { return nil }
        return byFile[paths[0]]?.target
    }

    func target(address: String) -> Target? {
        OldAddressRule.key(address).flatMap { byAddress[$0] }
    }

    func head(guid: String) -> SourceHead? { heads[guid] }

    private static func stem(_ name: Substring) -> String {
        for ending in endings where name.lowercased().hasSuffix(ending) {
            return String(name.dropLast(ending.count))
        }
        return String(name)
    }
}
