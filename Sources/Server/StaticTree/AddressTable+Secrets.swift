extension AddressTable {
    /// Text that stands in logs for the rest of a path.
    static let cutMark = "..."

    /// Cuts a path as logs may show it: without its query, up to a folder whose files are secret, and
    /// up to where it is not written plainly, as it may come to mean such a folder.
    ///
    /// - Parameter path: The path as asked for, not decoded.
    func shown(_ path: some StringProtocol) -> String {
        let path = path.utf8.prefix { $0 != UInt8(ascii: "?") }
        if let folder = secretFolders.first(where: { path.starts(with: $0.utf8) }) {
            return folder + Self.cutMark
        }
        guard let end = path.indices.first(where: { Self.isOdd(path[$0...]) }) else {
            return String(decoding: path, as: UTF8.self)
        }
        return String(decoding: path[..<end], as: UTF8.self) + Self.cutMark
    }

    /// Regular expression of where a path is not written plainly: empty and dot segments, and
    /// ASCII that nobody needs to encode.
    static let oddExpression = #"//|/\.\.?(?:/|\?|$)|%[0-7]"#

    private static func isOdd(_ rest: some Collection<UInt8>) -> Bool {
        var rest = rest.makeIterator()
        switch rest.next() {
        case UInt8(ascii: "%"):
            return rest.next().map { (0x30...0x37).contains($0) } ?? false
        case UInt8(ascii: "/"):
            var next = rest.next()
            if next == UInt8(ascii: "/") { return true }
            guard next == UInt8(ascii: ".") else { return false }
            next = rest.next()
            if next == UInt8(ascii: ".") { next = rest.next() }
            return next == nil || next == UInt8(ascii: "/")
        default: return false
        }
    }

    /// The folders of ``secretFolders`` as a regular expression that begins behind the first slash.
    var secretExpression: String {
        let names = secretFolders.map { String($0.dropFirst().dropLast()) }
        return "/(?:" + names.joined(separator: "|") + ")/"
    }
}
