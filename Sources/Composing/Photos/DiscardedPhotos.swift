public import Store

/// The files of photos whose rows are gone: noted in the transaction that takes the rows, removed
/// after the pages that show them went, whatever stops or kills the process in between.
public struct DiscardedPhotos: Sendable {
    fileprivate static let key = "photos.discarded"

    private let database: PodDatabase
    private let intake: PhotoIntake

    public init(database: PodDatabase, folder: PodFolder) {
        self.database = database
        intake = PhotoIntake(folder: folder)
    }

    /// Removes photos whose pages were removed.
    public func remove(_ fileNames: [String]) throws {
        guard !fileNames.isEmpty else { return }
        try intake.remove(fileNames)
        try database.write { transaction in
            let gone = Set(fileNames)
            let left = try transaction.reading.discardedPhotos().filter { !gone.contains($0) }
            try transaction.setDiscardedPhotos(left)
        }
    }

    /// Removes all recorded photos, unless a page is waiting that may show them.
    ///
    /// - Returns: Their names.
    @discardableResult
    public func removeIfNothingWaits() throws -> [String] {
        let fileNames = try database.read { database -> [String] in
            let fileNames = try database.discardedPhotos()
            guard !fileNames.isEmpty, try database.unplannedEvents(limit: 1).isEmpty,
                try database.pageDeliveries(limit: 1).isEmpty
            else { return [] }
            return fileNames
        }
        try remove(fileNames)
        return fileNames
    }
}

extension ReadTransaction {
    /// Returns the file names of photos that no row refers to any more; the stored list is
    /// separated by slashes.
    func discardedPhotos() throws -> [String] {
        try state(DiscardedPhotos.key)?.split(separator: "/").map(String.init) ?? []
    }
}

extension WriteTransaction {
    /// Records that the files of photos are to be removed, once their pages were.
    func discardPhotos(_ fileNames: [String]) throws {
        guard !fileNames.isEmpty else { return }
        try setDiscardedPhotos(try reading.discardedPhotos() + fileNames)
    }

    fileprivate func setDiscardedPhotos(_ fileNames: [String]) throws {
        try setState(DiscardedPhotos.key, fileNames.joined(separator: "/"))
    }
}
