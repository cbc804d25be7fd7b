public import Foundation
internal import Store

/// The changes of a writer to a post or a draft; a property that is nil stays as it is.
public struct PostChanges: Sendable {
    /// One of the pictures below a text.
    public enum Picture: Sendable, Equatable {
        /// A present picture, by its file name.
        case kept(String, alt: String)
        case new(TakenPhoto)
    }

    /// The new location of a post or a draft.
    public enum Place: Sendable, Equatable {
        case nowhere
        case at(PostContent.Location)
    }

    /// The Markdown of the post.
    public var text: String?
    /// Pictures that the text shows and the post does not have yet.
    public var shown: [TakenPhoto] = []
    /// All pictures below the text, in their order.
    public var below: [Picture]?
    /// The file names of the pictures below the text that ``below`` was made of: if others are there by then, nothing
    /// is changed. nil asks for no such check.
    public var seen: [String]?
    /// The location; ``Place/nowhere`` removes it.
    public var place: Place?
    /// The date of a post; a draft gets its own when it is published.
    public var date: Date?
    /// The poll of a draft; for a post it has to be the one that the post has.
    public var poll: PostContent.Poll?
    /// The slug of a draft; the address of a post never changes.
    public var slug: String?

    public init() {}

    /// The names of files that were stored for these changes.
    public var takenFileNames: [String] {
        shown.map(\.fileName)
            + (below ?? []).compactMap { picture in
                guard case .new(let photo) = picture else { return nil }
                return photo.fileName
            }
    }

    /// Returns the location that a post has after the change.
    func location(after before: Store.Location?) -> Store.Location? {
        switch place {
        case nil: before
        case .nowhere: nil
        case .at(let location): location.stored
        }
    }
}
