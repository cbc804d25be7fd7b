internal import Diaspora
internal import Foundation

/// A post's text as other pods get it.
struct FederatedText {
    /// Characters that the protocol carries (protocol, 2.22).
    static let maximumCharacters = 65_535
    /// Characters of a longer text that go before the link to its page.
    static let excerptCharacters = 4_000

    /// The pod's address, ending in `/`.
    let podURL: String

    /// Makes links to this pod absolute; other pods would look for them at their own address.
    func absolute(_ text: String) -> String {
        guard text.contains("](/") || text.contains("]: /") else { return text }
        var isFenced = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let start = line.drop { $0 == " " }
            if start.hasPrefix("```") || start.hasPrefix("~~~") { isFenced.toggle() }
            guard !isFenced else { return String(line) }
            return line.replacingOccurrences(of: "](/", with: "](\(podURL)")
                .replacingOccurrences(of: "]: /", with: "]: \(podURL)")
        }.joined(separator: "\n")
    }

    /// Returns a text short enough for the protocol: the whole of it, or its first blocks and a
    /// link to the post's page.
    func carried(_ text: String, pageURL: String) -> String {
        guard text.unicodeScalars.count > Self.maximumCharacters else { return text }
        var taken = ""
        for block in Self.blocks(text) {
            guard taken.unicodeScalars.count + block.unicodeScalars.count <= Self.excerptCharacters
            else { break }
            taken += block
        }
        if taken.isEmpty {
            // One block alone is longer: words then, as many as fit.
            let start = String(
                String.UnicodeScalarView(text.unicodeScalars.prefix(Self.excerptCharacters)))
            taken =
                (start.lastIndex(where: \.isWhitespace).map { String(start[..<$0]) } ?? start)
                + "…\n\n"
        }
        return taken + pageURL
    }

    /// Replaces a mention of somebody who does not receive the post by a link to their profile.
    func withoutMentions(
        in text: String, of links: [String: (name: String, url: String)]
    ) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: "@{") {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
            let parts = rest[start.upperBound..<end].split(separator: ";", maxSplits: 1)
            let id = (parts.last ?? "").trimmingCharacters(in: .whitespaces)
            if let link = links[id.lowercased()] {
                result += "@[\(link.name)](\(link.url))"
            } else {
                result += rest[start.lowerBound...end]
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// Splits a text into blocks, each of which ends with an empty line outside fenced code.
    private static func blocks(_ text: String) -> [String] {
        var blocks: [String] = []
        var block = ""
        var isFenced = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let start = line.drop { $0 == " " }
            if start.hasPrefix("```") || start.hasPrefix("~~~") { isFenced.toggle() }
            block += line + "\n"
            if start.isEmpty && !isFenced {
                blocks.append(block)
                block = ""
            }
        }
        return blocks + (block.isEmpty ? [] : [block])
    }
}
