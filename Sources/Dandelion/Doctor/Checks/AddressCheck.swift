/// The pod's address: whether anybody else can reach it.
struct AddressCheck: DoctorCheck {
    static let subject = "address"

    let url: PodURL

    func findings() -> [Finding] {
        if url.isLoopback { return [.ok("\(url) (\(PodURL.loopbackNote))")] }
        guard url.scheme == "http", url.isPublic else { return [.ok("\(url)")] }
        return [
            .warning(
                "\(url) can be read by anybody on the network path, and other pods use only https",
                remedy:
                    "a public pod needs a certificate, and an address that begins with https://; "
                    + "it cannot be changed later (docs/operating.md)")
        ]
    }
}
