/// The assignment of an `id` to each heading of a text: its words, joined by hyphens.
struct HeadingIdentifiers {
    private static let maximumBytes = 80

    private var used: Set<String> = []
    /// The number that a further heading of the same words gets.
    private var next: [String: Int] = [:]

    /// Makes an identifier that no other heading of the text has; `nil` for one without a letter.
    ///
    /// Letters, digits, `_` and `-` of any script stay; so an identifier holds none of the `:` that
    /// those of notes have.
    mutating func make(from words: [UInt8]) -> String? {
        guard let name = Self.slug(words) else { return nil }
        var identifier = name
        var number = next[name] ?? 1
        while !used.insert(identifier).inserted {
            identifier = "\(name)-\(number)"
            number += 1
        }
        next[name] = number
        return identifier
    }

    private static func slug(_ words: [UInt8]) -> String? {
        var slug: [UInt8] = []
        var pendingHyphen = false
        words.withUnsafeBufferPointer { words in
            var index = 0
            while let (scalar, length) = words.scalar(at: index), slug.count < maximumBytes {
                if scalar.value != 0x2D, TagSyntax.isOfWord(scalar) {
                    if pendingHyphen, !slug.isEmpty { slug.append(0x2D) }
                    pendingHyphen = false
                    slug.append(contentsOf: words[index..<index + length])
                } else if scalar.value == 0x2D || words[index].isWhitespace {
                    pendingHyphen = true
                }
                index += length
            }
        }
        guard !slug.isEmpty else { return nil }
        return slug.withUnsafeBufferPointer { TagSyntax.name(of: $0) }
    }
}
