internal import Store

/// The identification of files imported before: by path and title or, for a moved file, by its
/// bytes.
struct ImportIdentity {
    struct Key: Hashable, Sendable {
        let path: String
        let title: String
    }

    enum Verdict: Equatable {
        case new
        case unchanged(guid: String)
        /// A moved file: the same bytes at another path.
        case moved(guid: String)
        case differs(guid: String)
        /// A new post, from a path from which another title was imported before.
        case retitled(from: String)
    }

    private let byKey: [Key: ImportedPost]
    private let byPath: [String: [ImportedPost]]
    /// Rows whose file is no more where it was.
    private var orphans: [String: [ImportedPost]] = [:]

    /// - Parameter present: The files of this import.
    init(known: [ImportedPost], present: some Sequence<Key>) {
        byKey = Dictionary(
            known.map { (Key(path: $0.path, title: $0.title), $0) }, uniquingKeysWith: { $1 })
        byPath = Dictionary(grouping: known, by: \.path)
        let present = Set(present)
        let guids = Set(present.compactMap { byKey[$0]?.guid })
        for row in known.sorted(by: { $0.path < $1.path })
        where !present.contains(Key(path: row.path, title: row.title)) && !guids.contains(row.guid)
        {
            orphans[row.digest, default: []].append(row)
        }
    }

    /// Compares a file with the posts imported before. An orphan is assigned to one file at most:
    /// two files with the same bytes are two posts.
    mutating func verdict(_ key: Key, digest: String) -> Verdict {
        if let row = byKey[key] {
            return row.digest == digest ? .unchanged(guid: row.guid) : .differs(guid: row.guid)
        }
        if let row = orphans[digest]?.first {
            orphans[digest]?.removeAll { $0.guid == row.guid }
            return .moved(guid: row.guid)
        }
        return byPath[key.path]?.first.map { .retitled(from: $0.title) } ?? .new
    }
}
