/// The theme, which is loaded as a build would.
struct ThemeCheck: DoctorCheck {
    static let subject = "theme"

    let name: String

    func findings() -> [Finding] { [.ok(name)] }
}
