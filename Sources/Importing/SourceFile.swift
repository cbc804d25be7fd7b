internal import Foundation

/// A Markdown file of the imported folder.
struct SourceFile: Sendable {
    /// The file's path below the imported folder, with segments separated by `/`.
    let path: String
    let url: URL
    let bytes: Int
    let modified: Date?
}
