/// The form of messages about wrong arguments: the parser's, with `error:` in lower case.
enum UsageMessage {
    static func plain(_ message: String) -> String {
        message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message
    }
}
