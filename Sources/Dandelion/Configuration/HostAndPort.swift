/// The part of an address that says which machine and which of its doors.
enum HostAndPort {
    /// Splits `host`, `host:port`, `[ipv6]` or `[ipv6]:port`.
    ///
    /// - Parameter text: The whole value, for the complaint.
    static func split(
        _ authority: Substring, of text: String
    ) throws(SettingComplaint) -> (host: String, port: Int?) {
        let host: Substring
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else {
                throw SettingComplaint("\"\(text)\" lacks the bracket that ends an IPv6 address")
            }
            host = authority[...bracket]
        } else {
            host = authority.prefix { $0 != ":" }
        }
        try checkHost(host, of: text)
        let rest = authority[host.endIndex...]
        guard !rest.isEmpty else { return (host.lowercased(), nil) }
        guard rest.hasPrefix(":"), rest.utf8.dropFirst().allSatisfy({ (48...57).contains($0) }),
            let port = Int(rest.dropFirst()), (1...65_535).contains(port)
        else {
            throw SettingComplaint(
                "\"\(text)\" has a port that is not a number from 1 to 65535")
        }
        return (host.lowercased(), port)
    }

    private static func checkHost(
        _ host: Substring, of text: String
    ) throws(SettingComplaint) {
        guard !host.isEmpty else { throw SettingComplaint("\"\(text)\" names no host") }
        guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw SettingComplaint(
                "\"\(text)\" has letters in its host that are not ASCII",
                remedy: "write the name in its xn-- form")
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy(isNameCharacter)
                && label.first != "-" && label.last != "-"
        }
        let isIPv6 =
            host.first == "[" && host.contains(":")
            && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ".:".contains($0) }
        guard host.utf8.count <= 253, isName || isIPv6 else {
            throw SettingComplaint("\"\(text)\" has a host that cannot be: \"\(host)\"")
        }
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-"
    }
}
