internal import Composing
internal import Foundation
internal import Markdown
internal import Store

/// What the import keeps in mind of a file: all but its text.
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
    /// What the address is made of: the slug, the title, the heading that starts the text.
    let slug: String?
    let date: Date
    /// Whether the date is a guess, from the file's own time.
    let isDateGuessed: Bool
    let isDraft: Bool
    /// When it is to be published; `nil` if that was in the past, or it is a draft.
    let publishAt: Date?
    let tags: [String]
    let poll: PostContent.Poll?
    let location: PostContent.Location?
    let photos: [FrontMatter.Photo]
    /// Addresses that the front matter names.
    let addresses: [String]
    /// Those, and what Hugo, Jekyll and Zola make of the file's name.
    let allAddresses: [String]
    let warnings: [ImportWarning]

    var path: String { file.path }
    var isHTML: Bool { SourceFolder.isHTML(file.path) }
    var identity: ImportIdentity.Key { ImportIdentity.Key(path: path, title: title) }
}
