import Composing
import Diaspora
import Foundation
import Store

extension PostEditCommand {
    /// The post as it is.
    struct Before {
        let text: String
        let isDraft: Bool
        let photos: [Photo]
    }

    /// Collects what the text, its front matter and the options change.
    func collect(
        _ changes: inout PostChanges, _ before: Before, _ written: PostText?,
        _ intake: PhotoIntake, _ pod: PodApplication
    ) async throws {
        let source = try written.map { written in
            try PostSource(
                written.text, label: written.label, isUnwrapping: parts.unwrap,
                timeZone: pod.settings.timeZone)
        }
        if let source, let written {
            NotTaken(console: pod.console, source: source, label: written.label).sayOfEdits(
                isDraft: before.isDraft)
            try UnknownMentions(pod: pod, file: written).say(of: source.content.text)
            let shown = try await TextPictures(
                context: pod.context(), intake: intake, folder: written.folder,
                label: written.label
            ).taken(
                in: source.content.text, source: written.text,
                known: before.photos.filter(\.isInline))
            changes.text = shown.text
            changes.shown = shown.pictures
        }
        let content = parts.content(of: source)
        changes.poll = content.poll
        changes.slug = content.slug
        if noLocation {
            changes.place = .nowhere
        } else if let location = content.location {
            location.warnIfItStaysHere(pod.console)
            changes.place = .at(location)
        }
        let below = before.photos.filter { !$0.isInline }
        changes.seen = below.map(\.fileName)
        changes.below = try await BelowPictures(known: below, intake: intake, pod: pod).changed(
            adding: named(in: source, beside: written), removing: removePhoto,
            describing: parts.photo.isEmpty ? parts.alt : [])
    }

    /// Lists the pictures that options name, then those of the front matter.
    private func named(
        in source: PostSource?, beside written: PostText?
    ) -> [BelowPictures.Named] {
        let folder = written?.folder ?? URL.currentDirectory()
        return parts.photo.enumerated().map { index, name in
            BelowPictures.Named(
                file: URL(filePath: name), alt: parts.alt.isEmpty ? nil : parts.alt[index])
        }
            + (source?.photos ?? []).map { photo in
                BelowPictures.Named(
                    file: folder.appending(path: photo.file),
                    alt: photo.alt.isEmpty ? nil : photo.alt)
            }
    }
}
