/// The inspection of an archive's entries, before any of them is unpacked.
struct ArchiveInspection {
    private let path: String
    private let limits: ArchiveLimits
    private var names: Set<String> = []
    private(set) var byteCount = 0

    init(path: String, limits: ArchiveLimits) {
        self.path = path
        self.limits = limits
    }

    /// Checks a listed entry before the archive is unpacked.
    ///
    /// - Throws: ``BackupError/hostile(path:reason:)`` for what a backup never holds.
    mutating func inspect(_ line: String) throws(BackupError) {
        guard let entry = ArchiveEntry(line: line), entry.type == "-" else {
            throw hostile("it holds something other than files")
        }
        guard ArchiveName.isAllowed(entry.name) else {
            throw hostile("it holds a file with the name \(entry.name.prefix(100))")
        }
        guard names.insert(entry.name).inserted else {
            throw hostile("it holds \(entry.name) twice")
        }
        guard names.count <= limits.entryCount else {
            throw hostile("it holds more than \(limits.entryCount) files")
        }
        let (sum, overflows) = byteCount.addingReportingOverflow(entry.bytes)
        guard !overflows, sum <= limits.byteCount else {
            throw hostile("it holds more than \(limits.byteCount) bytes")
        }
        byteCount = sum
    }

    /// Checks that the archive has the files that every backup has.
    ///
    /// - Throws: ``BackupError/noArchive(path:)`` if the least that makes a pod is missing.
    func finish() throws(BackupError) {
        guard names.isSuperset(of: [ArchiveName.manifest, ArchiveName.database]) else {
            throw .noArchive(path: path)
        }
    }

    private func hostile(_ reason: String) -> BackupError { .hostile(path: path, reason: reason) }
}
