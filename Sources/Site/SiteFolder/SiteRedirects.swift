internal import Composing
internal import Foundation

/// The podmin's own redirects, one a line of `site/redirects`: an old address and the new one.
struct SiteRedirects: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        /// The old address, decoded.
        let path: String
        /// The new address as it was written: a path of this pod, or a whole address.
        let target: String
        /// The line in the file, counted from 1.
        let line: Int

        /// The file that tells a web server to send on from there; no page or file can have its name.
        var mark: String { ".moved" + SiteRedirects.key(path) + "/.to" }
    }

    static let maximumBytes = 1_048_576
    static let maximumCount = 10_000

    let entries: [Entry]
    private let byKey: [String: Int]

    static let none = SiteRedirects()

    private init() {
        entries = []
        byKey = [:]
    }

    /// Reads the lines of a file; those that begin with `#` are comments.
    ///
    /// - Parameter path: The file, for messages.
    /// - Throws: ``SiteError/redirects(path:line:reason:)`` for a line that cannot hold.
    init(parsing text: String, path: String) throws(SiteError) {
        var entries: [Entry] = []
        var byKey: [String: Int] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            func wrong(_ reason: String) -> SiteError {
                .redirects(path: path, line: index + 1, reason: reason)
            }
            guard words.count == 2 else {
                throw wrong("a line is an old address, a space, and the new address")
            }
            let old = OldAddressRule.decoded(first)
            if let objection = Self.objection(old: first, old) { throw wrong(objection) }
            if let objection = Self.objection(new: words[1]) { throw wrong(objection) }
            let key = Self.key(old)
            if let other = byKey[key], entries[other].target != words[1] {
                throw wrong("\(first) leads elsewhere by line \(entries[other].line)")
            }
            byKey[key] = byKey[key] ?? entries.count
            entries.append(Entry(path: old, target: words[1], line: index + 1))
            guard entries.count <= Self.maximumCount else {
                throw wrong("more than \(Self.maximumCount) addresses are too many")
            }
        }
        for entry in entries {
            guard entry.target.hasPrefix("/"),
                let next = byKey[Self.key(OldAddressRule.decoded(entry.target))]
            else { continue }
            throw .redirects(
                path: path, line: entry.line,
                reason: "\(entry.target) is sent on itself by line \(entries[next].line); "
                    + "name the address at the end")
        }
        self.entries = entries
        self.byKey = byKey
    }

    /// Finds where an address is sent on to.
    ///
    /// - Parameter address: A decoded path in any of the forms that lead to one page.
    /// - Returns: A decoded path of this pod, or a whole address.
    func target(of address: String) -> String? {
        guard !byKey.isEmpty, let index = byKey[Self.key(address)] else { return nil }
        let target = entries[index].target
        return target.hasPrefix("/") ? OldAddressRule.decoded(target) : target
    }

    /// Normalizes an address, so that addresses that differ only in `.html`, `index.html` or a
    /// slash at their end are equal.
    fileprivate static func key(_ address: String) -> String {
        var key = address[...]
        if key.hasSuffix("/index.html") { key = key.dropLast("index.html".count) }
        while key.count > 1, key.hasSuffix("/") { key = key.dropLast() }
        if key.hasSuffix(".html") { key = key.dropLast(".html".count) }
        return String(key)
    }

    private static func objection(old written: String, _ path: String) -> String? {
        guard written.hasPrefix("/"), !written.hasPrefix("//") else {
            return "the old address \(written) does not begin with one /"
        }
        guard !written.contains("?"), !written.contains("#") else {
            return "the old address \(written) has a ? or #, of which no server tells a page"
        }
        return OldAddressRule.objection(to: path).map { "\(written) cannot be sent on: \($0)" }
    }

    private static func objection(new target: String) -> String? {
        guard target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"\"<>\\`".utf8.contains($0) })
        else { return "the new address \(target) holds a character that addresses do not have" }
        if target.hasPrefix("/"), !target.hasPrefix("//") {
            return target.contains { $0 == "?" || $0 == "#" }
                ? "write the new address \(target) whole, with https://, as it has a ? or #" : nil
        }
        guard let url = URL(string: target), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host()?.isEmpty == false, target.utf8.allSatisfy({ $0 < 0x80 })
        else {
            return "the new address \(target) is no path that begins with / and no address of http "
                + "or https in ASCII"
        }
        return nil
    }
}
