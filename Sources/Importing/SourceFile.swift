internal import Foundation

/// A Markdown file of the imported folder.
struct SourceFile: Sendable {
    /// Below the imported folder, parted by `/`.
    let path: String
    let url: URL
    let bytes: Int
    let modified: Date?
}
