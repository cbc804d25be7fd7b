/// The next steps after a pod was made.
struct FirstSteps {
    let address: PodURL
    let data: String
    let isDataGiven: Bool
    /// The first user; nil if there is none yet.
    let admin: String?

    var lines: [String] {
        let program = "dandelion" + (isDataGiven ? " --data " + ShellWord.quoted(data) : "")
        var lines = address.isLoopback ? ["\(address) is \(PodURL.loopbackNote)"] : []
        if admin == nil {
            lines.append("nobody can write yet: create a user first")
        }
        lines.append("next:")
        if admin == nil { lines.append("  \(program) user add alice --email alice@example.org") }
        lines.append("  echo 'Hello, **world**' | \(program) post new - --public")
        lines.append("  \(program) serve")
        lines.append("  \(program) doctor")
        return lines
    }
}
