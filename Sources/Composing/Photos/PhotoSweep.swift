internal import Escaping
internal import Foundation
public import Store

/// The removal of files of `uploads/images/` to which no row refers: a killed process stored them
/// and never wrote their rows.
public struct PhotoSweep: Sendable {
    /// Seconds that a file may wait for its row.
    static let patience: TimeInterval = 86_400
    private static let dayKey = "photos.swept"

    private let database: PodDatabase
    private let folder: PodFolder
    private let clock: PodClock

    public init(database: PodDatabase, folder: PodFolder, clock: PodClock) {
        self.database = database
        self.folder = folder
        self.clock = clock
    }

    /// Removes the files that are noted as discarded, and sweeps if nobody did on this day: a sweep
    /// that fails is made again on the next.
    ///
    /// - Returns: The names of the files removed, in order.
    public func runDaily() throws -> [String] {
        let discarded = try DiscardedPhotos(database: database, folder: folder)
            .removeIfNothingWaits()
        return try discarded + sweepDaily()
    }

    private func sweepDaily() throws -> [String] {
        let today = clock.today
        guard try database.read({ try $0.state(Self.dayKey) }) != today else { return [] }
        try database.write { try $0.setState(Self.dayKey, today) }
        return try run()
    }

    /// Removes the image files that no row refers to.
    ///
    /// - Returns: The names of the files removed, in order.
    @discardableResult
    public func run() throws -> [String] {
        let files = FileManager.default
        guard files.fileExists(atPath: folder.images.path) else { return [] }
        var known: [String: Bool] = [:]
        var removed: [String] = []
        for name in try files.contentsOfDirectory(atPath: folder.images.path).sorted() {
            let file = folder.images.appending(path: name)
            let isStaging = name.hasPrefix(".") && name.hasSuffix(".making")
            guard isStaging || Self.isPhoto(name) else { continue }
            if !isStaging {
                let fileName = Self.withoutPrefix(name)
                if known[fileName] == nil {
                    known[fileName] = try database.read { try $0.photo(fileName: fileName) } != nil
                }
                if known[fileName] == true { continue }
            }
            // Last: what is about to get a row is young, see `PhotoIntake.duplicate`.
            guard try isOld(file) else { continue }
            try files.removeItem(at: file)
            removed.append(name)
        }
        return removed
    }

    private func isOld(_ file: URL) throws -> Bool {
        let values = try file.resourceValues(forKeys: [.contentModificationDateKey])
        guard let date = values.contentModificationDate else { return false }
        return clock.now().timeIntervalSince(date) > Self.patience
    }

    private static func withoutPrefix(_ name: String) -> String {
        let prefix = PhotoFiles.prefixes.first { !$0.isEmpty && name.hasPrefix($0) } ?? ""
        return String(name.dropFirst(prefix.count))
    }

    /// Whether the name is one that photos get; all other files are kept.
    private static func isPhoto(_ name: String) -> Bool {
        let parts = withoutPrefix(name).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, [20, 32].contains(parts[0].utf8.count) else { return false }
        return parts[0].utf8.allSatisfy(Hexadecimal.isLowerCaseDigit)
    }
}
