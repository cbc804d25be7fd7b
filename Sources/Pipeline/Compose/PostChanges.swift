public import Foundation
internal import Store

/// What a writer changes about a post or a draft; what is nil stays as it is.
public struct PostChanges: Sendable {
    /// One of the pictures below a text.
    public enum Picture: Sendable, Equatable {
        /// One that is there, by its file name.
        case kept(String, alt: String)
        case new(TakenPhoto)
    }

    public enum Place: Sendable, Equatable {
        case nowhere
        case at(PostContent.Location)
    }

    public var text: String?
    /// Pictures that the text shows and the post does not have yet.
    public var shown: [TakenPhoto] = []
    /// All pictures below the text, in their order.
    public var below: [Picture]?
    public var place: Place?
    /// Of a post; a draft gets its date when it is published.
    public var date: Date?
    /// Of a draft; of a post it has to be the one that it has.
    public var poll: PostContent.Poll?
    /// Of a draft: the address of a post never changes.
    public var slug: String?

    public init() {}

    /// The names of files that were taken in for these changes.
    public var takenFileNames: [String] {
        shown.map(\.fileName)
            + (below ?? []).compactMap { picture in
                guard case .new(let photo) = picture else { return nil }
                return photo.fileName
            }
    }

    /// The location that a post has after the change.
    func location(after before: Store.Location?) -> Store.Location? {
        switch place {
        case nil: before
        case .nowhere: nil
        case .at(let location): location.stored
        }
    }
}
