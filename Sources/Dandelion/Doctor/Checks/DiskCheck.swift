/// The room on the disk that holds the pod.
struct DiskCheck: DoctorCheck {
    static let subject = "disk"

    let space: DiskSpace
    /// The size of the database with its log, in bytes: a backup or a migration needs as much again.
    let databaseBytes: Int

    private static let scarceBytes = 100 << 20
    private static let scarceFiles = 1_000

    private static let remedy =
        "make room: old backups, the copies of the database that rollbacks left, logs"

    func findings() -> [Finding] {
        if space.freeBytes < FullDisk.leastBytes {
            return [.problem("\(FullDisk.name): \(space)", remedy: Self.remedy)]
        }
        if space.freeFiles == 0 {
            return [
                .problem(
                    "the disk has no inodes left, though \(space) are free",
                    remedy:
                        "remove small files, such as sessions and mails of other programs (`df -i`)"
                )
            ]
        }
        let wanted = max(Self.scarceBytes, databaseBytes + (16 << 20))
        if space.freeBytes < wanted {
            return [
                .warning(
                    "little is left: \(space); a backup or a migration may need "
                        + ByteText.of(wanted), remedy: Self.remedy)
            ]
        }
        if let files = space.freeFiles, files < Self.scarceFiles {
            return [.warning("only \(files) more files can be created", remedy: Self.remedy)]
        }
        return [.ok("\(space) are free")]
    }
}
