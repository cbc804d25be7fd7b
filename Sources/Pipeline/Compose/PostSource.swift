public import Foundation
internal import Rendering

/// The text of a post as a writer hands it over: Markdown, with front matter if they like.
public struct PostSource: Sendable {
    /// Front matter's title and tags are put into the text, the only carrier of both.
    public let content: PostContent
    /// Pictures that front matter names, relative to the file.
    public let photos: [(file: String, alt: String)]

    /// - Parameter isUnwrapping: Joins wrapped lines, which would break at every newline else.
    /// - Throws: ``ComposeError/source(_:)``.
    public init(_ text: String, isUnwrapping: Bool, timeZone: TimeZone) throws {
        let source: FrontMatter
        do {
            source = try FrontMatter.parse(text, timeZone: timeZone)
        } catch FrontMatterError.tooLarge {
            // Longer than any post may be: the limit of posts says it better.
            content = PostContent(text: text)
            photos = []
            return
        } catch {
            throw ComposeError.source("\(error)")
        }
        var body = isUnwrapping ? ImportedText.unwrapped(source.body) : source.body
        while let last = body.last, last.isNewline { body.removeLast() }
        if let title = source.title { body = PostTitle.added(title, to: body) }
        content = PostContent(
            text: Hashtags.appended(to: body, tags: source.tags), slug: source.slug,
            poll: source.poll.map {
                PostContent.Poll(question: $0.question, answers: $0.answers)
            },
            location: source.location.flatMap(Self.location))
        photos = source.photos.map { ($0.file, $0.alt ?? "") }
    }

    /// Reads a time: RFC 3339, or a date with or without a time of day in the pod's zone.
    public static func time(_ text: String, timeZone: TimeZone) -> Date? {
        FrontMatterDate.parse(text, timeZone: timeZone)
    }

    private static func location(_ location: FrontMatter.Location) -> PostContent.Location? {
        guard let address = location.address else { return nil }
        guard let latitude = location.latitude, let longitude = location.longitude else {
            return PostContent.Location(address: address)
        }
        return PostContent.Location(
            address: address,
            coordinates: PostContent.Coordinates(latitude: latitude, longitude: longitude))
    }
}
