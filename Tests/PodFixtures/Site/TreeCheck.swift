import Foundation
import TestSupport

@testable import Site

/// A tree of pages beside what it ought to be.
struct TreeCheck {
    let dispatcher: SiteDispatcher
    let tree: URL
    /// The pod's address, without the last slash.
    let address: String
    /// A folder where a clean tree may stand for a while.
    let room: URL

    /// Lists the differences between the tree and a clean build, in words. Twins come later than their files,
    /// and are left out; one that stands alone is a difference.
    func differences() throws -> [String] {
        let clean = room.appending(path: "clean-\(UUID())")
        _ = try dispatcher.buildCopy(at: clean)
        let wanted = try Self.files(of: clean)
        let all = try Self.files(of: tree)
        let found = all.filter { path, _ in
            let isTwin = path.hasSuffix(".gz") || path.hasSuffix(".br")
            return !isTwin || all[String(path.dropLast(3))] == nil
        }
        try FileManager.default.removeItem(at: clean)
        var differences: [String] = []
        for path in Set(wanted.keys).union(found.keys).sorted() {
            switch (wanted[path], found[path]) {
            case (nil, _): differences.append("\(path) should not be there")
            case (_, nil): differences.append("\(path) is missing")
            case (let one, let other) where one != other: differences.append("\(path) differs")
            default: break
            }
        }
        return differences
    }

    /// Links in pages and feeds to this pod that no file of the tree answers, nor the signed-in pages.
    func deadLinks() throws -> [String] {
        let files = try Self.files(of: tree)
        var dead: Set<String> = []
        for (path, data) in files where [".html", ".atom", ".json"].contains(where: path.hasSuffix)
        {
            for link in links(in: data) {
                let name = link.removingPercentEncoding?.dropFirst() ?? ""
                let forms = name.isEmpty ? ["index.html"] : ["\(name)", "\(name).html"]
                let isThere = name == "stream" || forms.contains { files[$0] != nil }
                if !isThere { dead.insert("\(path): \(link)") }
            }
        }
        return dead.sorted()
    }

    /// Reads every file of a tree.
    static func files(of tree: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let prefix = tree.standardizedFileURL.path + "/"
        let walk = FileManager.default.enumerator(
            at: tree, includingPropertiesForKeys: [.isRegularFileKey])
        while let file = walk?.nextObject() as? URL {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                continue
            }
            files[String(file.standardizedFileURL.path.dropFirst(prefix.count))] =
                try Data(contentsOf: file)
        }
        return files
    }

    /// Paths that `href` leads to, as markup or as text within it.
    private func links(in data: Data) -> Set<String> {
        var links: Set<String> = []
        var start = data.startIndex
        while let found = data.range(of: Data("href=".utf8), in: start..<data.endIndex) {
            start = found.upperBound
            var value = data[start...].prefix(400)
            for quote in ["\\\"", "\"", "&quot;"] where value.starts(with: quote.utf8) {
                value = value.dropFirst(quote.utf8.count)
                break
            }
            if value.starts(with: address.utf8) { value = value.dropFirst(address.utf8.count) }
            guard value.first == UInt8(ascii: "/") else { continue }
            let link = value.prefix { !"\"&\\#?<> ".utf8.contains($0) }
            links.insert(String(decoding: link, as: UTF8.self))
        }
        return links
    }
}
