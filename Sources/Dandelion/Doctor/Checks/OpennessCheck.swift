/// The settings for development that take other pods' walls down, on a pod that the world can reach.
struct OpennessCheck: DoctorCheck {
    static let subject = "federation"

    let url: PodURL
    let allowsPrivateNetworks: Bool
    let allowsPlainHTTP: Bool

    func findings() -> [Finding] {
        guard url.isPublic else {
            return [.ok("as configured; this is not a public pod")]
        }
        var findings: [Finding] = []
        if allowsPrivateNetworks {
            findings.append(
                .problem(
                    "federation.allow_private_networks lets strangers make this pod send requests into its own network",
                    remedy: "remove the setting; it is for tests on one machine"))
        }
        if allowsPlainHTTP {
            findings.append(
                .problem(
                    "federation.allow_plain_http lets anybody on the network path read and change the answers of other pods",
                    remedy: "remove the setting; it is for tests on one machine"))
        }
        return findings.isEmpty
            ? [.ok("other pods are reached by https, at public addresses")] : findings
    }
}
