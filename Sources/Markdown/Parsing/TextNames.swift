/// The tags and people that a text names, found without reading it as Markdown, as diaspora* does.
///
/// For texts that are stored and not shown yet.
public struct TextNames: Sendable, Equatable {
    /// The tags in lower case, without `#`, each once, in their order.
    public private(set) var tags: [String] = []
    /// The mentioned IDs in lower case, each once, in their order.
    public private(set) var mentions: [String] = []

    private static let maximumCount = 1_000
    private static let maximumMentionBytes = 600

    public init(in text: String) {
        var text = text
        text.withUTF8 { bytes in
            var seenTags: Set<String> = []
            var seenMentions: Set<String> = []
            // The next `}`, or the end of the text: found once for many openings.
            var nextBrace = -1
            var position = 0
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "#") where Self.startsWord(bytes, position):
                    guard let end = TagSyntax.end(in: bytes, from: position) else { break }
                    let tag = TagSyntax.name(
                        of: UnsafeBufferPointer(rebasing: bytes[(position + 1)..<end]))
                    if tags.count < Self.maximumCount, seenTags.insert(tag).inserted {
                        tags.append(tag)
                    }
                    position = end
                    continue
                case UInt8(ascii: "@") where bytes.byte(at: position + 1) == UInt8(ascii: "{"):
                    if nextBrace < position {
                        nextBrace =
                            bytes[position...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
                    }
                    guard nextBrace < min(bytes.count, position + Self.maximumMentionBytes),
                        case .mention(let id, _)? = MentionSyntax.read(
                            bytes, from: position, to: nextBrace)
                    else { break }
                    if mentions.count < Self.maximumCount, seenMentions.insert(id).inserted {
                        mentions.append(id)
                    }
                    position = nextBrace
                default: break
                }
                position += 1
            }
        }
    }

    /// Whether a tag may begin here: at the start of a word, not inside one or an address.
    private static func startsWord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int
    ) -> Bool {
        guard position > 0 else { return true }
        let before = bytes[position - 1]
        return before <= 0x20 || before == UInt8(ascii: ">") || before == UInt8(ascii: "(")
    }
}
