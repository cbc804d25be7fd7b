/// What the parser says of wrong arguments, in the pod's own form: `error:` in lower case.
enum UsageMessage {
    static func plain(_ message: String) -> String {
        message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message
    }
}
