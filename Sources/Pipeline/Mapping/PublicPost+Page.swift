internal import Foundation
internal import Rendering
internal import Store

extension PublicPost {
    /// The post as pages show it.
    func values(author: PersonValues) -> PostValues {
        let pictures = photos.enumerated().map { index, photo in
            photo.picture(isFirst: index == 0, sizes: photos.count == 1 ? .column : .gallery)
        }
        return PostValues(
            guid: guid, url: SitePath.post(guid), title: rendering.title, name: rendering.name,
            bodyHTML: rendering.html, excerpt: rendering.excerpt, isLong: rendering.isLong,
            isNSFW: rendering.isNSFW, published: Date(seconds: createdAt),
            edited: editedAt.map(Date.init(seconds:)), author: author,
            tags: tags.map { ($0, SitePath.tag($0)) }, photos: pictures,
            cover: pictures.first ?? ownCover.map { PictureValues(src: $0) },
            poll: poll.map { poll in
                PostValues.Poll(
                    question: poll.question,
                    answers: poll.answers.map { ($0.text, $0.voteCount) })
            },
            location: location.map {
                PostValues.Location(
                    address: $0.address, latitude: $0.latitude, longitude: $0.longitude)
            })
    }

    /// Lists of posts ask no other host for a picture.
    private var ownCover: String? {
        rendering.cover.flatMap { $0.hasPrefix(PhotoFiles.path) ? $0 : nil }
    }
}
