/// An absolute `http` or `https` URL, cut into the parts that decide whom it reaches.
///
/// Whatever two programs could read in two ways is refused: user names, backslashes, white space,
/// other schemes. Spec: RFC 3986, section 3.
struct WebAddress: Equatable {
    /// Longest URL that is read, in bytes.
    static let maximumBytes = 2_048

    let isSecure: Bool
    /// Canonical, without the scheme's own port.
    let authority: String
    /// The part after the authority: path, query and fragment. Empty, or begins with one of `/?#`.
    let rest: String

    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumBytes,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        let scheme = text.prefix { $0 != ":" }
        switch scheme.lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: return nil
        }
        let afterScheme = text.dropFirst(scheme.count)
        guard afterScheme.hasPrefix("://") else { return nil }
        let hierarchy = afterScheme.dropFirst(3)
        let authority = hierarchy.prefix { !"/?#".contains($0) }
        guard let canonical = CanonicalAuthority.of(authority.lowercased()) else { return nil }
        self.authority = Self.withoutUsualPort(canonical, isSecure: isSecure)
        rest = String(hierarchy.dropFirst(authority.count))
    }

    /// Whether there is a path beyond the bare `/`.
    var hasPath: Bool { rest.hasPrefix("/") && rest.prefix { !"?#".contains($0) }.count > 1 }

    var text: String { (isSecure ? "https" : "http") + "://" + authority + rest }

    static func withoutUsualPort(_ authority: String, isSecure: Bool) -> String {
        let port = isSecure ? ":443" : ":80"
        return authority.hasSuffix(port) && !authority.hasSuffix("]")
            ? String(authority.dropLast(port.count)) : authority
    }
}
