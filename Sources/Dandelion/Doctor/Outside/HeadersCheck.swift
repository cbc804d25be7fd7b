/// The headers by which a page cannot be made to run a stranger's script: web servers send them themselves.
struct HeadersCheck: DoctorCheck {
    static let subject = "headers"

    /// Names of the answer's headers, in small letters.
    let names: Set<String>

    static let wanted = [
        "content-security-policy", "x-content-type-options", "referrer-policy",
    ]

    func findings() -> [Finding] {
        let missing = Self.wanted.filter { !names.contains($0) }
        guard missing.isEmpty else {
            return [
                .warning(
                    "the web server leaves out \(missing.joined(separator: ", "))",
                    remedy: "copy the header lines from the file in config/")
            ]
        }
        return [.ok("the security headers of pages are sent")]
    }
}
