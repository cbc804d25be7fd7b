import ArgumentParser
import Composing
import Cryptography
import Foundation
import Store

/// Options that say what belongs to a post beside its text.
struct PostParts: ParsableArguments {
    @Option(help: ArgumentHelp("A picture below the text; can be repeated.", valueName: "file"))
    var photo: [String] = []

    @Option(
        help: ArgumentHelp(
            "A description of the picture, for those who cannot see it: one for each --photo.",
            valueName: "text"))
    var alt: [String] = []

    @Option(help: ArgumentHelp("The question of a poll.", valueName: "question"))
    var poll: String?

    @Option(help: ArgumentHelp("An answer of the poll; at least two.", valueName: "answer"))
    var answer: [String] = []

    @Option(help: ArgumentHelp("The place at which it was written.", valueName: "place"))
    var location: String?

    @Flag(help: "Join wrapped lines.")
    var unwrap = false

    func validate() throws {
        if poll == nil, !answer.isEmpty { throw ValidationError("--answer needs --poll.") }
    }

    /// Whether anything is to be changed beside a text.
    var isEmpty: Bool { photo.isEmpty && alt.isEmpty && poll == nil && location == nil }

    /// Checks that each picture has a description, or none of them.
    func checkAlts() throws {
        if !alt.isEmpty, alt.count != photo.count {
            throw ValidationError(
                "There are \(photo.count) --photo and \(alt.count) --alt; give one --alt for each.")
        }
    }

    /// Returns the content of a text, in which options take the place of its poll and location.
    func content(of source: PostSource?) -> PostContent {
        var content = source?.content ?? PostContent(text: "")
        if let poll { content.poll = PostContent.Poll(question: poll, answers: answer) }
        if let location { content.location = PostContent.Location(address: location) }
        return content
    }

    /// Stores the pictures that the text shows, then those of the options, then those of the front
    /// matter.
    ///
    /// - Parameter content: Has those that were taken in if this fails.
    func take(
        _ named: [(file: String, alt: String)], beside file: PostText,
        into content: inout PostContent, _ intake: PhotoIntake, _ pod: PodApplication
    ) async throws {
        let shown = try await TextPictures(
            context: pod.context(), intake: intake, folder: file.folder, label: file.label
        ).taken(in: content.text, source: file.text)
        content.show(shown.pictures, in: shown.text)
        let given = photo.enumerated().map { index, name in
            (URL(filePath: name), index < alt.count ? alt[index] : "")
        }
        let folder = file.folder ?? URL.currentDirectory()
        for (url, alt) in given + named.map({ (folder.appending(path: $0.file), $0.alt) }) {
            content.photos.append(
                try await intake.take(
                    url, name: pod.random.hexadecimal(byteCount: 16), alt: alt, isInline: false))
        }
    }
}

extension PostContent.Location {
    /// Warns that a place is shown on this pod alone: the protocol has none without coordinates.
    func warnIfItStaysHere(_ console: Console) {
        guard coordinates == nil else { return }
        console.complain(
            "warning: readers of other pods will not see the place, as they take none without "
                + "coordinates; a place in the front matter may have them (lat, lng)")
    }
}
