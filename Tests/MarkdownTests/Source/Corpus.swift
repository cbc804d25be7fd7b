import Foundation

@testable import Markdown

/// A folder of real sources outside of the repository.
enum Corpus {
    static func bodies() throws -> [(name: String, body: String)] {
        try sources().map { ($0.name, $0.frontMatter.body) }
    }

    static func sources() throws -> [(name: String, frontMatter: FrontMatter)] {
        let folder = ProcessInfo.processInfo.environment["DANDELION_CORPUS"] ?? ""
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try names.filter { $0.hasSuffix(".md") }.sorted().map { name in
            let url = URL(filePath: folder).appending(path: name)
            return (name, try FrontMatter.parse(Data(contentsOf: url), timeZone: .gmt))
        }
    }
}
