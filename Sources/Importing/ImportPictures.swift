internal import Composing
internal import Cryptography
internal import Diaspora
internal import DomainErrors
internal import Foundation
internal import Imaging
internal import Store

/// The intake of the posts' pictures: the same bytes are decoded once, and every post gets files of
/// its own.
actor ImportPictures {
    enum Taken: Sendable {
        /// A stored picture.
        ///
        /// - isKnown: Whether the post has the photo's row already.
        case photo(TakenPhoto, isKnown: Bool)
        /// A picture that could not be stored.
        ///
        /// - Parameter error: nil where the picture was not to be had.
        case failed(ComposeError?)
    }

    private struct Wanted: Sendable {
        let task: ImportTask
        let file: URL
        let digest: String
        let name: String
    }

    private let intake: PhotoIntake
    private let database: PodDatabase
    /// The secret from which names of files are derived: unguessable, and independent of how the
    /// work is distributed.
    private let seed: [UInt8]
    private let workerCount: Int
    private var taken: [String: TakenPhoto] = [:]

    init(intake: PhotoIntake, database: PodDatabase, seed: [UInt8], workerCount: Int) {
        self.intake = intake
        self.database = database
        self.seed = seed
        self.workerCount = workerCount
    }

    /// Stores the pictures of a batch of posts.
    ///
    /// - Returns: The outcome for each picture, by GUID and file.
    func take(_ conversions: [SourceConversion]) async throws -> [String: [URL: Taken]] {
        var results: [String: [URL: Taken]] = [:]
        var wanted: [Wanted] = []
        for conversion in conversions {
            for file in conversion.pictures {
                let digest = Self.digest(of: file)
                wanted.append(
                    Wanted(
                        task: conversion.task, file: file, digest: digest,
                        name: name(digest, conversion.task.guid.string)))
            }
        }
        guard !wanted.isEmpty else { return [:] }
        let before = taken
        do {
            let failures = try await decode(wanted)
            var placed: [String: Taken] = [:]
            for want in wanted {
                let result: Taken
                if let failure = failures[want.digest] {
                    result = .failed(failure)
                } else if let done = placed[want.name] {
                    result = done
                } else {
                    result = try place(want)
                    placed[want.name] = result
                }
                results[want.task.guid.string, default: [:]][want.file] = result
            }
            return results
        } catch {
            let made = taken.filter { before[$0.key] == nil }.map(\.value.fileName)
            taken = before
            // The first error is the one to tell.
            try? intake.remove(made + Self.fileNames(results))
            throw error
        }
    }

    static func fileNames(_ results: [String: [URL: Taken]]) -> [String] {
        results.values.flatMap(\.values).compactMap {
            guard case .photo(let photo, isKnown: false) = $0 else { return nil }
            return photo.fileName
        }
    }

    /// Decodes what was not decoded before, some at a time.
    ///
    /// - Returns: The errors of pictures that could not be stored, by digest.
    private func decode(_ wanted: [Wanted]) async throws -> [String: ComposeError] {
        var seen: Set<String> = []
        var rest = wanted.filter { taken[$0.digest] == nil && seen.insert($0.digest).inserted }[...]
        var failures: [String: ComposeError] = [:]
        let intake = intake
        try await withThrowingTaskGroup(
            of: (String, Result<TakenPhoto, ComposeError>).self
        ) { group in
            func add() {
                guard let next = rest.popFirst() else { return }
                group.addTask {
                    do {
                        let photo = try await intake.take(
                            next.file, name: next.name, alt: "", isInline: true)
                        return (next.digest, .success(photo))
                    } catch let error as ComposeError {
                        return (next.digest, .failure(error))
                    }
                }
            }
            for _ in 0..<workerCount { add() }
            while let (digest, result) = try await group.next() {
                switch result {
                case .success(let photo): taken[digest] = photo
                case .failure(let error): failures[digest] = error
                }
                add()
            }
        }
        return failures
    }

    private func place(_ want: Wanted) throws -> Taken {
        guard var photo = taken[want.digest] else { return .failed(nil) }
        if !photo.fileName.hasPrefix(want.name) {
            photo = try intake.duplicate(photo, name: want.name, alt: "")
        }
        guard let known = try existing(photo, of: want.task) else {
            return .photo(photo, isKnown: false)
        }
        try intake.remove([photo.fileName])
        taken[want.digest] = known
        return .photo(known, isKnown: true)
    }

    /// Returns the same picture among those that a post or draft has already.
    private func existing(_ photo: TakenPhoto, of task: ImportTask) throws -> TakenPhoto? {
        try database.read { transaction in
            let photos: [Photo] =
                switch task.action {
                case .updatePost:
                    try transaction.post(task.guid).map {
                        try transaction.photos(postID: $0.id)
                    } ?? []
                case .updateDraft:
                    try transaction.draft(task.guid).map {
                        try transaction.photos(draftID: $0.id)
                    } ?? []
                case .publish, .publishDraft, .draft, .move: []
                }
            guard
                let same = photos.first(where: {
                    $0.width == photo.width && $0.height == photo.height
                        && intake.isSame(photo, as: $0.fileName)
                })
            else { return nil }
            return TakenPhoto(
                fileName: same.fileName, width: same.width, height: same.height, alt: same.alt,
                isInline: same.isInline, versions: try transaction.versions(photoID: same.id))
        }
    }

    private func name(_ digest: String, _ guid: String) -> String {
        String(SHA256Digest(of: seed + Array("\(digest) \(guid)".utf8)).hexadecimal.prefix(32))
    }

    /// Returns the digest of a file's bytes, by which equal pictures are found; for a file that is
    /// unreadable or too large, its path.
    private static func digest(of file: URL) -> String {
        let limit = ImageLimits().maximumBytes
        let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
        guard size <= limit, let data = try? Data(contentsOf: file) else { return file.path }
        return SHA256Digest(of: data).hexadecimal
    }
}
