import Composing

/// Says beside the result whom a text mentions in vain.
struct UnknownMentions {
    let pod: PodApplication
    let file: PostText

    /// Warns of the unknown people whom a text mentions.
    ///
    /// - Parameter text: The text of the post that the file became.
    func say(of text: String) throws {
        for mention in try pod.composer.unknownMentions(in: text, source: file.text) {
            let place = mention.line.map { "\(file.label):\($0)" } ?? file.label
            pod.console.complain(
                "warning: \(place): nobody known here is \(mention.id), so the mention is text; "
                    + "`dandelion federation fetch \(mention.id)` looks them up")
        }
    }
}
