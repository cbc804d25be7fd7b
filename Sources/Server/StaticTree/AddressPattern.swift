internal import Escaping

/// A set of paths that the pod and every web server can recognise alike.
///
/// Each pattern is matched here by plain string work and written into the web servers' files as
/// a regular expression without look-ahead, which PCRE (nginx, Apache) and RE2 (Caddy) share.
enum AddressPattern: Sendable, Equatable {
    /// A single path.
    case exact(String)
    /// Every path below a folder, whose name starts and ends with a slash.
    case under(String)
    /// Every path below a folder that ends in the suffix.
    case ending(String, under: String)
    /// `FOLDER` + one segment + `/NAME`.
    case named(String, under: String)
    /// Files below a folder whose name carries a hash of their bytes: `NAME-HASH.EXTENSION`,
    /// with 8 to 64 lower-case hexadecimal digits.
    case fingerprinted(under: String)

    func matches(_ path: String) -> Bool {
        switch self {
        case .exact(let whole): path == whole
        case .under(let folder): path.hasBytePrefix(folder) && path != folder
        case .ending(let suffix, let folder):
            path.hasBytePrefix(folder) && path.hasByteSuffix(suffix)
                && path.utf8.count > folder.utf8.count + suffix.utf8.count
        case .named(let name, let folder):
            path.hasBytePrefix(folder) && path.hasByteSuffix("/" + name)
                && Self.isOneSegment(
                    path.utf8.dropFirst(folder.utf8.count).dropLast(name.utf8.count + 1))
        case .fingerprinted(let folder):
            path.hasBytePrefix(folder)
                && Self.isFingerprinted(path.utf8.dropFirst(folder.utf8.count))
        }
    }

    /// The same set as a regular expression over the decoded path, without anchors.
    var expression: String {
        switch self {
        case .exact(let whole): Self.escaped(whole)
        case .under(let folder): Self.escaped(folder) + ".+"
        case .ending(let suffix, let folder): Self.escaped(folder) + ".+" + Self.escaped(suffix)
        case .named(let name, let folder):
            Self.escaped(folder) + "[^/]+/" + Self.escaped(name)
        case .fingerprinted(let folder):
            Self.escaped(folder) + "(.+/)?[^/]+-[0-9a-f]{8,64}\\.[a-z0-9]+"
        }
    }

    private static func isOneSegment(_ text: Substring.UTF8View) -> Bool {
        !text.isEmpty && !text.contains(UInt8(ascii: "/"))
    }

    private static func isFingerprinted(_ path: Substring.UTF8View) -> Bool {
        guard let file = path.split(separator: UInt8(ascii: "/")).last,
            let dot = file.lastIndex(of: UInt8(ascii: ".")),
            let dash = file[..<dot].lastIndex(of: UInt8(ascii: "-")),
            dash > file.startIndex
        else { return false }
        let hash = file[file.index(after: dash)..<dot]
        let ending = file[file.index(after: dot)...]
        return (8...64).contains(hash.count) && hash.allSatisfy(Hexadecimal.isLowerCaseDigit)
            && !ending.isEmpty && ending.allSatisfy { isLowerCaseOrDigit($0) }
    }

    private static func isLowerCaseOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing(".", with: "\\.")
    }
}
