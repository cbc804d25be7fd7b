internal import Composing
internal import Foundation
internal import Store
internal import Theming

extension PublicPost {
    /// A place where a post is shown: cards are narrower, and the first of a page is not known to itself.
    enum Place {
        case page
        case card

        /// Returns the width at which each of the photos below a text is shown.
        func sizes(photoCount: Int) -> ShownPhoto.Sizes {
            switch (self, photoCount) {
            case (.page, 1): .alone
            case (.card, 1): .column
            case (.page, _): .gallery
            case (.card, _): .galleryOfCard
            }
        }
    }

    /// Returns the post as pages show it.
    ///
    /// - Parameter cover: The first picture of the text, if the pod holds it: lists of posts ask no
    ///   other host for a picture.
    func values(
        author: PersonValues, cover: ShownPhoto?, reshared: PostValues.Reshared? = nil,
        on place: Place, in words: Words
    ) -> PostValues {
        let sizes = place.sizes(photoCount: photos.count)
        let pictures = photos.enumerated().map { index, photo in
            photo.picture(
                isFirst: place == .page && index == 0 && rendering.cover == nil, sizes: sizes)
        }
        return PostValues(
            guid: guid, url: SitePath.post(guid), title: rendering.title, name: name(in: words),
            bodyHTML: rendering.html, excerpt: rendering.excerpt, isLong: rendering.isLong,
            isNSFW: rendering.isNSFW, published: Date(seconds: createdAt),
            edited: editedAt.map(Date.init(seconds:)), author: author,
            tags: tags.map { ($0, SitePath.tag($0)) }, photos: pictures,
            cover: photos.first?.picture(isFirst: false, sizes: .column)
                ?? cover?.picture(isFirst: false, sizes: .column),
            poll: poll.map { poll in
                PostValues.Poll(
                    question: poll.question,
                    answers: poll.answers.map { ($0.text, $0.voteCount) })
            },
            location: location.map {
                PostValues.Location(
                    address: $0.address, latitude: $0.latitude, longitude: $0.longitude)
            }, reshared: reshared)
    }
}
