/// Whether the web server hands out this pod's tree: the front page is compared, byte for byte.
struct DocumentRootCheck: DoctorCheck {
    static let subject = "front page"

    let status: Int
    let body: [UInt8]
    /// The file before and after it was asked for, as a post may have come in between.
    let files: [[UInt8]]
    let path: String

    func findings() -> [Finding] {
        guard status == 200 else {
            return [
                .problem(
                    "answers \(status)",
                    remedy: "the web server's folder must be \(path), as in the files in config/")
            ]
        }
        guard !files.isEmpty else { return [.ok("answers; the tree is not built yet")] }
        guard files.contains(body) else {
            return [
                .problem(
                    "it differs from the one in \(path)",
                    remedy:
                        "the web server's folder must be \(path), and nothing may change pages on the way"
                )
            ]
        }
        return [.ok("the one in \(path)")]
    }
}
