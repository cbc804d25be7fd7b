/// The file of certificate authorities that `environment.certificate_authorities` names.
struct AuthoritiesCheck: DoctorCheck {
    static let subject = "authorities"

    /// The path of the file; nil for the system's authorities.
    let path: String?
    /// Its bytes.
    let text: String

    func findings() -> [Finding] {
        guard let path else { return [.ok("the system's")] }
        guard text.contains("-----BEGIN CERTIFICATE-----") else {
            return [
                .problem(
                    "\(path) contains no certificate, so no other pod is trusted",
                    remedy:
                        "put certificate authorities in PEM form there, or remove environment.certificate_authorities"
                )
            ]
        }
        return [.ok(path)]
    }
}
