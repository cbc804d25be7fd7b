internal import Cryptography
public import Foundation
internal import Markdown
public import Store

/// The intake of the pictures that a text shows from its own folder, and the rewriting of the text
/// to show the stored ones.
///
/// A picture of another server, or of an address that begins with `/`, stays what it is.
public struct TextPictures: Sendable {
    private let context: PodContext
    private let intake: PhotoIntake
    /// The folder of the text's file; `nil` for a text without one.
    private let folder: URL?
    /// The text's name in messages.
    private let label: String

    public init(context: PodContext, intake: PhotoIntake, folder: URL?, label: String) {
        self.context = context
        self.intake = intake
        self.folder = folder
        self.label = label
    }

    /// Stores the pictures of a text.
    ///
    /// - Parameters:
    ///   - text: The text of the post.
    ///   - source: The file that it was read from, in which lines are counted.
    ///   - known: The photos that the post has already, which are not stored again.
    /// - Returns: The text that shows the stored pictures, and the new ones. Their rows are the
    ///   caller's to write, and their files to remove if that fails.
    /// - Throws: ``ComposeError/picture(place:destination:problem:)`` that names the file and the line.
    public func taken(
        in text: String, source: String, known: [Photo] = []
    ) async throws -> (text: String, pictures: [TakenPhoto]) {
        var names: [String: String] = [:]
        var pictures: [TakenPhoto] = []
        do {
            let destinations = Self.destinations(in: text)
            guard destinations.count <= PostContent.maximumPhotos else {
                throw ComposeError.tooManyPhotos(
                    destinations.count, limit: PostContent.maximumPhotos)
            }
            for destination in destinations {
                let picture = try await take(destination, source)
                if let same = known.first(where: { intake.isSame(picture, as: $0.fileName) }) {
                    try intake.remove([picture.fileName])
                    names[destination] = same.fileName
                } else {
                    names[destination] = picture.fileName
                    pictures.append(picture)
                }
            }
        } catch {
            try? intake.remove(pictures.map(\.fileName))  // What is said is what failed first.
            throw error
        }
        guard !names.isEmpty else { return (text, []) }
        let address = context.settings.url + "uploads/images/"
        let changed = MarkdownLinks.rewriting(in: text) { occurrence in
            occurrence.kind == .image ? names[occurrence.destination].map { address + $0 } : nil
        }
        return (changed, pictures)
    }

    /// Lists the pictures of the folder that a text shows, each once.
    public static func destinations(in text: String) -> [String] {
        var known: Set<String> = []
        return MarkdownLinks.occurrences(in: text)
            .filter { $0.kind == .image && $0.isRelative && !$0.destination.hasPrefix("/") }
            .map(\.destination).filter { known.insert($0).inserted }
    }

    /// Finds the file that a text means.
    ///
    /// - Returns: nil for one that is not in the folder of the text or below.
    public static func file(_ destination: String, in folder: URL) -> URL? {
        let path = String(destination.prefix { !"?#".contains($0) })
        let file = folder.appending(path: path.removingPercentEncoding ?? path)
        return !path.contains("\0") && file.isInside(folder) ? file : nil
    }

    private func take(_ destination: String, _ source: String) async throws -> TakenPhoto {
        func failure(_ problem: PhotoProblem) -> ComposeError {
            let line = SourceLineFinder(body: source, firstLine: 1).line(of: destination)
            let place = line.map { "\(label):\($0)" } ?? label
            return .picture(place: place, destination: destination, problem: problem)
        }
        guard let folder else { throw failure(.withoutFolder) }
        guard let file = Self.file(destination, in: folder) else { throw failure(.outsideFolder) }
        do {
            return try await intake.take(
                file, name: context.random.hexadecimal(byteCount: 16), alt: "", isInline: true)
        } catch ComposeError.photo(_, let problem) {
            throw failure(problem)
        }
    }
}
