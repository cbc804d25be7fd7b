/// Checks addresses as the reference library does: a path there must be, a host not always, and
/// nothing outside the characters of a URI.
///
/// Spec: RFC 3986.
enum PropertyURL {
    static func isValid(_ text: String, needingHost: Bool = false) -> Bool {
        guard text.utf8.allSatisfy(isOfURI) else { return false }
        var rest = text[...]
        let scheme = rest.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        if rest[scheme.endIndex...].first == ":" {
            guard isScheme(scheme) else { return false }
            rest = rest[scheme.endIndex...].dropFirst()
            // What has a scheme and no slash, such as mailto:, has no path.
            guard rest.first == "/" else { return false }
        }
        var host = ""[...]
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            rest = rest[host.endIndex...]
        }
        let path = rest.prefix { $0 != "?" && $0 != "#" }
        return !path.isEmpty && (!needingHost || !host.isEmpty)
    }

    private static func isScheme(_ scheme: Substring) -> Bool {
        guard let first = scheme.utf8.first, first.isASCIILetter else { return false }
        return scheme.utf8.allSatisfy {
            $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: ".")
        }
    }

    private static func isOfURI(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
}

extension UInt8 {
    var isASCIILetter: Bool { isASCIIAlphanumeric && !isASCIIDigit }
}
