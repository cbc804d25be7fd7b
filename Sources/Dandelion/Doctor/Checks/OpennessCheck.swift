/// The settings for development that take other pods' walls down, on a pod that the world can reach.
struct OpennessCheck: DoctorCheck {
    static let subject = "federation"

    let url: PodURL
    let allowsPrivateNetworks: Bool
    let allowsPlainHTTP: Bool

    func findings() -> [Finding] {
        guard url.isPublic else {
            return [.ok("as the configuration says; this pod is no public one")]
        }
        var findings: [Finding] = []
        if allowsPrivateNetworks {
            findings.append(
                .problem(
                    "federation.allow_private_networks lets strangers have this pod ask machines of its own network",
                    remedy: "remove the setting; it is for trying on one machine"))
        }
        if allowsPlainHTTP {
            findings.append(
                .problem(
                    "federation.allow_plain_http lets whoever is on the way read and change what other pods answer",
                    remedy: "remove the setting; it is for trying on one machine"))
        }
        return findings.isEmpty
            ? [.ok("other pods are asked by https, at public addresses")] : findings
    }
}
