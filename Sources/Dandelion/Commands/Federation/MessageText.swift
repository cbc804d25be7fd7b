import Diaspora
import Escaping

/// A message as the podmin can read it: the XML of what an envelope carries, escaped and bounded.
struct MessageText: CustomStringConvertible {
    let description: String

    /// Bytes that are shown.
    private static let maximumBytes = 64 << 10

    /// - Parameter bytes: An envelope, or the XML of what is to be put into one.
    init(_ bytes: [UInt8]) {
        // Whatever is no envelope is shown as it is.
        let payload = (try? MagicEnvelope(parsing: bytes))?.payload ?? bytes
        let shown = payload.prefix(Self.maximumBytes)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { line in
                EscapedText(
                    String(decoding: line, as: UTF8.self), maximumBytes: 4 * Self.maximumBytes
                ).description
            }.joined(separator: "\n")
        let rest = payload.count - Self.maximumBytes
        description = rest > 0 ? shown + "\n… and \(rest) bytes more" : shown
    }

    /// Makes the text of a message that is encrypted for somebody here, and stays so.
    init(encryptedBytes count: Int) {
        description = "encrypted for one person here: \(count) bytes"
    }
}
