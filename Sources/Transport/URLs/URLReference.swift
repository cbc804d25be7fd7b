/// The parts of a URL or of a relative reference, as text. RFC 3986, appendix B.
struct URLReference {
    /// The scheme in lower case.
    let scheme: String?
    let authority: Substring?
    let pathAndQuery: String

    init(_ text: String) {
        var rest = text.prefix { $0 != "#" }
        scheme = URLReference.scheme(of: rest)
        if let scheme {
            rest = rest.dropFirst(scheme.count + 1)
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let authority = rest.prefix { $0 != "/" && $0 != "?" }
            self.authority = authority
            rest = rest[authority.endIndex...]
        } else {
            authority = nil
        }
        pathAndQuery = String(rest)
    }

    /// Returns the scheme before the first colon, if the text there can be one.
    private static func scheme(of text: Substring) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[..<colon]
        let isScheme =
            name.first?.isLetter == true
            && name.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == ".")
            }
        return isScheme ? name.lowercased() : nil
    }
}
