/// The way of a web server to the tree: every folder down to it must let others in.
struct ReachCheck: DoctorCheck {
    static let subject = "web server"

    let isPublic: Bool
    /// Whether `serve` hands out the files of the tree too.
    let servesTree: Bool
    /// The folders from the root of the file system down to the tree.
    let folders: [FileFacts]
    /// The front page, if there is one.
    let page: FileFacts?

    func findings() -> [Finding] {
        guard isPublic else { return [.ok("not needed for this address")] }
        if let closed = folders.first(where: { $0.mode & 0o001 == 0 }) {
            return [finding(closed, "cannot enter", wanted: "o+x")]
        }
        if let closed = ([folders.last, page].compactMap(\.self)).first(where: {
            $0.mode & 0o004 == 0
        }) {
            return [finding(closed, "cannot read", wanted: "o+r")]
        }
        return [.ok("can read the tree")]
    }

    private func finding(_ file: FileFacts, _ lacks: String, wanted: String) -> Finding {
        let isGroups = file.mode & (wanted == "o+x" ? 0o010 : 0o040) != 0
        let text =
            "\(lacks) \(file.path) (mode \(file.octalMode))"
            + (isGroups ? ", unless it is in the folder's group" : "")
        let remedy = "chmod \(wanted) \(ShellWord.quoted(file.path))"
        // Then readers get nothing at all.
        let isFatal = !servesTree && !isGroups
        return isFatal ? .problem(text, remedy: remedy) : .warning(text, remedy: remedy)
    }
}
