import Foundation

@testable import PublicTree

/// The compressed twins of a tree beside what they ought to be.
struct TwinCheck {
    let files: [String: Data]

    /// - Parameter tree: The root of one that nobody writes meanwhile.
    init(_ tree: URL) throws {
        files = try TreeCheck.files(of: tree)
    }

    /// Twins that stand alone, or hold other bytes than their file.
    var faults: [String] {
        files.compactMap { name, found in
            guard let suffix = TreeWriter.suffixes.first(where: name.hasSuffix) else { return nil }
            guard let file = files[String(name.dropLast(suffix.count))] else { return name }
            let bytes = Array(file)
            let wanted = suffix == ".gz" ? Gzip().compress(bytes) : Brotli.compress(bytes)
            return wanted.map { found == Data($0) } == true ? nil : name
        }.sorted()
    }

    /// Pages, sheets and feeds of more than 1 KB without both twins.
    var missing: [String] {
        files.filter { name, data in
            data.count > 1_024
                && [".html", ".css", ".atom", ".json"].contains { name.hasSuffix($0) }
                && !TreeWriter.suffixes.allSatisfy { files[name + $0] != nil }
        }.keys.sorted()
    }

    var count: Int {
        files.keys.count { name in TreeWriter.suffixes.contains { name.hasSuffix($0) } }
    }
}
