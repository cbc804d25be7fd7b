import Foundation

@testable import Markdown

/// What is read of a source, as lines that people can compare.
enum ImportSummary {
    static func of(_ source: Data) throws -> String {
        let matter = try FrontMatter.parse(source, timeZone: .gmt)
        let text = ImportedText.convert(matter.body, firstLine: matter.bodyLine)
        var lines = [
            "title: \(matter.title ?? "")",
            "date: \(matter.date?.ISO8601Format() ?? "")",
            "updated: \(matter.updated?.ISO8601Format() ?? "")",
            "tags: \(matter.tags) categories: \(matter.categories)",
            "slug: \(matter.slug ?? "") draft: \(matter.isDraft) summary: \(matter.summary ?? "")",
            "address: \(matter.address ?? "") aliases: \(matter.aliases)",
            "authors: \(matter.authors) unused: \(matter.unused.map { "\($0.line) \($0.key)" })",
        ]
        if let poll = matter.poll { lines.append("poll: \(poll.question) \(poll.answers)") }
        for photo in matter.photos { lines.append("photo: \(photo.file) \(photo.alt ?? "")") }
        if let place = matter.location {
            let degrees = [place.latitude, place.longitude].map { $0.map { "\($0)" } ?? "" }
            lines.append("location: \(place.address ?? "") \(degrees)")
        }
        lines += text.notes.map { "note: \($0.line): \($0.message)" }
        lines += text.links.map { "link: \($0.line): \($0.destination)" }
        lines += text.images.map { "image: \($0.line): \($0.destination)" }
        let tagged = Hashtags.appended(to: text.markdown, tags: matter.tags)
        let post = PostTitle.added(matter.title ?? "", to: tagged)
        return lines.joined(separator: "\n") + "\n-----\n" + post + "\n"
    }
}
