/// The public tree: there, and none of its pages gone or empty.
struct TreeCheck: DoctorCheck {
    static let subject = "tree"

    let path: String
    /// Whether it was built at any time.
    let wasBuilt: Bool
    /// The facts of the tree's folder; nil if it does not exist.
    let tree: FileFacts?
    /// Pages that should be there and are not, or are empty.
    var faults: [String] = []

    func findings() -> [Finding] {
        guard wasBuilt else {
            return [.ok("not built yet; `dandelion build`, `serve` or a post creates it")]
        }
        guard let tree else { return [.problem("\(path) is gone", remedy: "dandelion build")] }
        guard tree.kind == .folder else {
            return [
                .problem("\(path) is no folder", remedy: "move it away, then run `dandelion build`")
            ]
        }
        guard faults.isEmpty else {
            let more = faults.count > 3 ? " and \(faults.count - 3) more" : ""
            return [
                .problem(
                    "of the tree are missing or damaged: \(faults.prefix(3).joined(separator: ", "))\(more)",
                    remedy: "dandelion build --full")
            ]
        }
        return [.ok(path)]
    }
}
