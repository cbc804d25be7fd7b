internal import Composing
internal import Foundation
internal import Markdown
internal import Store

/// The facts about a file that the import keeps in memory: all but its text.
struct SourceHead: Sendable {
    let file: SourceFile
    /// SHA-256 of the file.
    let digest: String
    /// The text is the last so many bytes of the file, once its newlines are plain.
    let bodyBytes: Int
    /// Line of the file on which the text starts, counted from 1.
    let bodyLine: Int
    /// The front matter's; empty if it has none. Part of the identity.
    let title: String
    /// The text from which the address is made: the slug, the title or the heading that starts the
    /// text.
    let slug: String?
    let date: Date
    /// Whether the date is a guess, from the file's own time.
    let isDateGuessed: Bool
    let isDraft: Bool
    /// The time to publish the post; `nil` if that is in the past, or the post is a draft.
    let publishAt: Date?
    let tags: [String]
    let poll: PostContent.Poll?
    let location: PostContent.Location?
    let photos: [FrontMatter.Photo]
    /// Addresses that the front matter names.
    let addresses: [String]
    /// The addresses of the front matter, and those that Hugo, Jekyll and Zola derive from the
    /// file's name.
    let allAddresses: [String]
    let warnings: [ImportWarning]

    var path: String { file.path }
    var isHTML: Bool { SourceFolder.isHTML(file.path) }
    var identity: ImportIdentity.Key { ImportIdentity.Key(path: path, title: title) }
}
