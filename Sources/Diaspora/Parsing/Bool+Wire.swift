extension Bool {
    /// Reads a truth as the reference does: more than `true` and `false`, in any case.
    init?(wire text: String) {
        guard text.utf8.count <= 5 else { return nil }
        switch text.lowercased() {
        case "true", "t", "yes", "y", "1": self = true
        case "false", "f", "no", "n", "0": self = false
        default: return nil
        }
    }
}
