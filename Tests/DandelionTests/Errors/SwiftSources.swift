import Foundation
import TestSupport

/// The Swift files of `Sources/`.
enum SwiftSources {
    struct File {
        /// From the root of the repository.
        let path: String
        let text: String

        /// The lines that are no comment.
        var code: [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false).filter {
                !$0.drop(while: \.isWhitespace).hasPrefix("//")
            }
        }
    }

    static func all() throws -> [File] {
        let folder = Repository.root.appending(path: "Sources")
        let below = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (below?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension == "swift" }
            .map {
                File(
                    path: String($0.path.dropFirst(Repository.root.path.count)),
                    text: try String(contentsOf: $0, encoding: .utf8))
            }
            .sorted { $0.path < $1.path }
    }
}
