/// The files of photos: there, and as long as the database says.
struct UploadsCheck: DoctorCheck {
    static let subject = "uploads"

    let path: String
    /// `uploads/images`; nil if there is nothing.
    let images: FileFacts?
    /// Files that photos need.
    let count: Int
    let missing: [String]
    /// Files of another length.
    let damaged: [String]

    private static let remedy =
        "put the files back from a backup (`tar -xzf BACKUP uploads`), or delete their posts"

    func findings() -> [Finding] {
        guard images?.kind == .folder else {
            return [
                .problem(
                    "\(path) is \(images == nil ? "gone" : "no folder")",
                    remedy: count == 0 ? "mkdir -p -m 700 \(ShellWord.quoted(path))" : Self.remedy)
            ]
        }
        var findings: [Finding] = []
        if !missing.isEmpty {
            findings.append(.problem(Self.named(missing, "missing"), remedy: Self.remedy))
        }
        if !damaged.isEmpty {
            findings.append(.problem(Self.named(damaged, "damaged"), remedy: Self.remedy))
        }
        return findings.isEmpty ? [.ok("\(count) files of photos")] : findings
    }

    private static func named(_ names: [String], _ fault: String) -> String {
        let more = names.count > 3 ? ", …" : ""
        return "\(names.count) of the photos' files \(names.count == 1 ? "is" : "are") \(fault): "
            + names.prefix(3).joined(separator: ", ") + more
    }
}
