/// Modes and owners of the data folder and what is in it: what is private is the pod's alone, and all is one user's.
struct AccessCheck: DoctorCheck {
    static let subject = "access"

    let folder: FileFacts
    /// Files that nobody else may read: database, log, secret.
    let privateFiles: [FileFacts]
    /// Folders that nobody else may enter: `uploads`, with the photos of limited posts, and `preview`.
    let privateFolders: [FileFacts]
    /// Other files and folders of the pod.
    let others: [FileFacts]

    /// The number of files that a message names.
    private static let limit = 3

    func findings() -> [Finding] {
        var findings = privateFiles.filter { $0.mode & 0o077 != 0 || $0.mode & 0o600 != 0o600 }.map
        {
            Self.wrongMode($0, wanted: "600")
        }
        findings += privateFolders.filter { $0.mode & 0o077 != 0 || $0.mode & 0o700 != 0o700 }.map {
            Self.wrongMode($0, wanted: "700")
        }
        if folder.mode & 0o002 != 0 {
            findings.append(
                .problem(
                    "everybody on this machine can write to \(folder.path)",
                    remedy: "chmod o-w \(ShellWord.quoted(folder.path))"))
        }
        let foreign = (privateFiles + privateFolders + others).filter { $0.owner != folder.owner }
        if !foreign.isEmpty { findings.append(foreignOwners(of: foreign)) }
        return findings.isEmpty
            ? [.ok("all files are \(UserName.shown(folder.owner))'s, and private ones are private")]
            : findings
    }

    private static func wrongMode(_ file: FileFacts, wanted: String) -> Finding {
        .problem(
            file.mode & 0o077 != 0
                ? "\(file.path) is open to others of this machine (mode \(file.octalMode))"
                : "\(file.path) is closed to its owner (mode \(file.octalMode))",
            remedy: "chmod \(wanted) \(ShellWord.quoted(file.path))")
    }

    private func foreignOwners(of files: [FileFacts]) -> Finding {
        let named = files.prefix(Self.limit).map { "\($0.path) is \(UserName.shown($0.owner))'s" }
        let more = files.count > Self.limit ? ", and \(files.count - Self.limit) more" : ""
        let path = ShellWord.quoted(folder.path)
        return .problem(
            "\(named.joined(separator: ", "))\(more), while the folder is \(UserName.shown(folder.owner))'s",
            remedy: "chown --recursive --reference=\(path) \(path)")
    }
}
