/// A link from a text to an entity: `diaspora://AUTHOR/TYPE/GUID`, with or without `web+` before
/// it.
///
/// Whoever follows it must check that the entity is by its author.
/// Spec: diaspora* federation protocol, "diaspora:// URI scheme".
public struct EntityLink: Hashable, Sendable, CustomStringConvertible {
    public let author: DiasporaID
    /// The entity's type, such as `post`.
    public let type: String
    public let guid: GUID

    public init(author: DiasporaID, type: String, guid: GUID) {
        self.author = author
        self.type = type
        self.guid = guid
    }

    public var description: String { "diaspora://\(author)/\(type)/\(guid)" }

    /// Lists the different links of a text, in the order of their first appearance.
    ///
    /// - Parameter maximum: How many are looked for; a text may have thousands.
    public static func all(in text: String, maximum: Int = 20) -> [EntityLink] {
        var links: [EntityLink] = []
        var bytes = Array(text.utf8)[...]
        while links.count < maximum, let start = start(in: bytes) {
            bytes = bytes[start...]
            if let link = read(&bytes), !links.contains(link) { links.append(link) }
        }
        return links
    }

    private static let scheme = Array("diaspora://".utf8)

    /// Returns the index after the next scheme.
    private static func start(in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let position = rest.firstIndex(of: scheme[0]) {
            rest = rest[position...]
            if rest.starts(with: scheme) { return position + scheme.count }
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func read(_ bytes: inout ArraySlice<UInt8>) -> EntityLink? {
        let id = bytes.prefix(1_020).prefix { $0 != UInt8(ascii: "/") && $0 > UInt8(ascii: " ") }
        guard let author = DiasporaID(exactly: String(decoding: id, as: UTF8.self)),
            bytes[id.endIndex...].first == UInt8(ascii: "/")
        else { return nil }
        bytes = bytes[(id.endIndex + 1)...]
        let type = bytes.prefix(64).prefix {
            $0 == UInt8(ascii: "_") || ($0.isASCIILetter && $0.isLowerCaseOrDigit)
        }
        guard bytes[type.endIndex...].first == UInt8(ascii: "/") else { return nil }
        bytes = bytes[(type.endIndex + 1)...]
        var name = bytes.prefix(255).prefix { $0.isASCIIAlphanumeric || "-_@.:".utf8.contains($0) }
        while let last = name.last, !last.isASCIIAlphanumeric { name = name.dropLast() }
        guard let guid = GUID(String(decoding: name, as: UTF8.self)) else { return nil }
        bytes = bytes[name.endIndex...]
        return EntityLink(author: author, type: String(decoding: type, as: UTF8.self), guid: guid)
    }
}
