import Composing
import Foundation
import Site
import Store

/// A file that is shown as the post it would become.
actor PreviewedFile {
    nonisolated let name: String
    nonisolated let pod: PodApplication
    private let author: Author
    private let parts: PostParts
    private let preview: Preview
    /// The pictures of the page that is shown.
    private var pictures: [String] = []

    init(
        name: String, author: Author, parts: PostParts, pod: PodApplication, preview: Preview
    ) {
        self.name = name
        self.author = author
        self.parts = parts
        self.pod = pod
        self.preview = preview
    }

    /// Shows the file as it is now; what was shown stays if it cannot be.
    ///
    /// - Returns: The path of its page.
    @discardableResult
    func show() async throws -> String {
        guard let written = try PostText.read(name, before: "", in: pod) else { return "/" }
        let source = try PostSource(
            written.text, label: written.label, isUnwrapping: parts.unwrap,
            timeZone: pod.settings.timeZone)
        NotTaken(console: pod.console, source: source, label: written.label).sayOfNewPosts()
        var content = parts.content(of: source)
        try UnknownMentions(pod: pod, file: written).say(of: content.text)
        do {
            try content.check(
                for: .everyone, photoCount: parts.photo.count + source.photos.count)
            try await parts.take(
                source.photos, beside: written, into: &content, preview.intake, pod)
            let path = try preview.show(
                content, as: author, at: pod.clock.now(), settings: pod.settings)
            try preview.intake.remove(pictures)
            pictures = content.photos.map(\.fileName)
            return path
        } catch {
            try preview.intake.remove(content.photos.map(\.fileName))
            throw error
        }
    }
}
