import Composing
import Cryptography
import Foundation
import Store

/// The pictures below a text, as options and front matter of an edit change them.
struct BelowPictures {
    /// A picture that an option or front matter names.
    struct Named {
        let file: URL
        /// The picture's description; nil keeps the one that it has.
        let alt: String?
    }

    /// The pictures that are there, in their order.
    let known: [Photo]
    let intake: PhotoIntake
    let pod: PodApplication

    /// Adds pictures, describes those that are there already, and leaves out those that are to go.
    ///
    /// - Parameters:
    ///   - removed: Their places, from 1.
    ///   - alts: A description for each that is there, or none at all.
    /// - Returns: nil if all stays as it is.
    func changed(
        adding named: [Named], removing removed: [Int], describing alts: [String]
    ) async throws -> [PostChanges.Picture]? {
        guard !named.isEmpty || !removed.isEmpty || !alts.isEmpty else { return nil }
        try check(removed)
        guard alts.isEmpty || alts.count == known.count else {
            throw PodError.failed(
                "the post has \(known.count) pictures below its text, and there are "
                    + "\(alts.count) --alt; give one for each, in their order")
        }
        var names = known.map(\.fileName)
        var descriptions: [String: String] = [:]
        for (index, photo) in known.enumerated() {
            descriptions[photo.fileName] = alts.isEmpty ? photo.alt : alts[index]
        }
        let gone = Set(removed.map { known[$0 - 1].fileName })
        names.removeAll(where: gone.contains)
        var taken: [TakenPhoto] = []
        do {
            for named in named {
                let photo = try await intake.take(
                    named.file, name: pod.random.hexadecimal(byteCount: 16),
                    alt: named.alt ?? "", isInline: false)
                guard let same = names.first(where: { intake.isSame(photo, as: $0) }) else {
                    taken.append(photo)
                    continue
                }
                try intake.remove([photo.fileName])
                if let alt = named.alt { descriptions[same] = alt }
            }
        } catch {
            try? intake.remove(taken.map(\.fileName))  // The first failure is the one to be said.
            throw error
        }
        let kept = names.map { PostChanges.Picture.kept($0, alt: descriptions[$0] ?? "") }
        return kept + taken.map(PostChanges.Picture.new)
    }

    private func check(_ removed: [Int]) throws {
        for place in removed where !(1...max(1, known.count)).contains(place) || known.isEmpty {
            throw PodError.failed(
                "the post has \(known.count) pictures below its text, and no picture \(place); "
                    + "`dandelion post show` numbers them")
        }
    }
}
