public import Foundation
internal import Markdown
internal import Store

/// The source of a post by a writer: Markdown, perhaps with front matter.
public struct PostSource: Sendable {
    /// Front matter's title and tags are put into the text, the only carrier of both.
    public let content: PostContent
    /// Pictures that front matter names, relative to the file.
    public let photos: [(file: String, alt: String)]
    /// The line of the front matter that marks the post as a draft; 0 if the line is unknown.
    public let draftLine: Int?
    /// Descriptions of the front matter's keys that posts cannot use: date, old addresses, unknown ones.
    public let unused: [String]
    /// Warnings about HTML of the text that could not be kept as it was, with the lines of the file.
    public let notes: [(line: Int, message: String)]

    /// - Parameters:
    ///   - label: The name of the file in messages.
    ///   - isUnwrapping: Joins wrapped lines, which would break at every newline else.
    /// - Throws: ``ComposeError/frontMatter(place:reason:)``, with the file and the line.
    public init(
        _ text: String, label: String, isUnwrapping: Bool, timeZone: TimeZone
    ) throws {
        let source: FrontMatter
        do {
            source = try FrontMatter.parse(text, timeZone: timeZone)
        } catch FrontMatterError.tooLarge {
            // Longer than any post may be: the limit of posts says it better.
            content = PostContent(text: text)
            photos = []
            draftLine = nil
            unused = []
            notes = []
            return
        } catch {
            let place = error.line.map { "\(label):\($0)" } ?? label
            throw ComposeError.frontMatter(place: place, reason: error.reason)
        }
        let converted = ImportedText.withoutForeignHTML(
            source.body, firstLine: source.bodyLine, keepsBreaks: !isUnwrapping)
        notes = converted.notes.map { ($0.line, $0.message) }
        var body =
            isUnwrapping ? ImportedText.unwrapped(converted.markdown) : converted.markdown
        while let last = body.last, last.isNewline { body.removeLast() }
        if let title = source.title { body = PostTitle.added(title, to: body) }
        content = PostContent(
            text: Hashtags.appended(to: body, tags: source.tags), slug: source.slug,
            poll: source.poll.map {
                PostContent.Poll(question: $0.question, answers: $0.answers)
            },
            location: source.location.flatMap(Self.location))
        photos = source.photos.map { ($0.file, $0.alt ?? "") }
        draftLine = source.isDraft ? Self.draftLine(in: text, before: source.bodyLine) : nil
        unused = Self.unused(source)
    }

    /// Reads a time: RFC 3339, or a date with or without a time of day in the pod's zone.
    public static func time(_ text: String, timeZone: TimeZone) -> Date? {
        FrontMatterDate.parse(text, timeZone: timeZone)
    }

    private static func unused(_ source: FrontMatter) -> [String] {
        said([
            ("date", source.date != nil), ("updated", source.updated != nil),
            ("path", source.address != nil), ("aliases", !source.aliases.isEmpty),
            ("categories", !source.categories.isEmpty), ("description", source.summary != nil),
            ("authors", !source.authors.isEmpty),
        ]) + source.unused.map(\.key)
    }

    private static func said(_ keys: [(name: String, isThere: Bool)]) -> [String] {
        keys.filter(\.isThere).map(\.name)
    }

    private static func draftLine(in text: String, before bodyLine: Int) -> Int {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let index = lines.prefix(bodyLine - 1).firstIndex { line in
            let key = line.drop { $0.isWhitespace || "\"'".contains($0) }.prefix(while: \.isLetter)
            return key == "draft" || key == "published"
        }
        return index.map { $0 + 1 } ?? 0
    }

    /// Converts the location of a front matter; one with coordinates alone gets them as its
    /// address.
    private static func location(_ location: FrontMatter.Location) -> PostContent.Location? {
        guard let latitude = location.latitude, let longitude = location.longitude else {
            return location.address.map { PostContent.Location(address: $0) }
        }
        return PostContent.Location(
            address: location.address ?? "\(latitude), \(longitude)",
            coordinates: PostContent.Coordinates(latitude: latitude, longitude: longitude))
    }
}
