import Composing

/// The pod's secret: there, long enough, and the one under which its people's keys were sealed.
struct SecretCheck: DoctorCheck {
    static let subject = "secret"

    let path: String
    /// Its size in bytes; nil if it is gone.
    let bytes: Int?
    /// People of this pod whose keys it does not open.
    var strangers: [String] = []

    func findings() -> [Finding] {
        guard let bytes else {
            return [.problem("\(path) is gone: the pod can sign nothing", remedy: Self.remedy)]
        }
        guard bytes >= KeyRing.minimumSecretBytes else {
            return [
                .problem(
                    "\(path) is too short, \(bytes) bytes of \(KeyRing.minimumSecretBytes): the pod can sign nothing",
                    remedy: Self.remedy)
            ]
        }
        guard strangers.isEmpty else {
            let more = strangers.count > 3 ? " and \(strangers.count - 3) more" : ""
            return [
                .problem(
                    "\(path) is another than the keys were sealed with, of "
                        + strangers.prefix(3).joined(separator: ", ") + more
                        + ": nothing of theirs can be signed or read", remedy: Self.remedy)
            ]
        }
        return [.ok("opens the keys")]
    }

    static let remedy =
        "put the old file back, from a backup that holds it (`tar -xzf BACKUP secret`); without it the pod stays mute"
}
