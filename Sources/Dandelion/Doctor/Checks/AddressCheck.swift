/// The pod's address: whether anybody else can reach it.
struct AddressCheck: DoctorCheck {
    static let subject = "address"

    let url: PodURL

    func findings() -> [Finding] {
        if url.isLoopback { return [.ok("\(url) (\(PodURL.loopbackNote))")] }
        guard url.scheme == "http", url.isPublic else { return [.ok("\(url)")] }
        return [
            .warning(
                "\(url) is read by everybody on the way, and other pods ask by https alone",
                remedy:
                    "a pod for others needs a certificate, and an address that begins with https://; "
                    + "it cannot be changed later (docs/operating.md)")
        ]
    }
}
