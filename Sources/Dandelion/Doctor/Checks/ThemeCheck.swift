/// The theme, which is loaded as a build would.
struct ThemeCheck: DoctorCheck {
    static let subject = "theme"

    let name: String

    /// Names in its templates that are never anything, by file and line.
    let warnings: [String]

    func findings() -> [Finding] {
        guard !warnings.isEmpty else { return [.ok(name)] }
        return warnings.map { .warning($0, remedy: "correct the name in the template") }
    }
}
