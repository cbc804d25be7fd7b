internal import HTTPTypes

/// Headers that the library has no names for.
extension HTTPField.Name {
    static let secFetchSite = known("Sec-Fetch-Site")
    static let secFetchDest = known("Sec-Fetch-Dest")
    /// Tells that a page is fetched before somebody asks for it. Spec: WHATWG Fetch, "Sec-Purpose".
    static let secPurpose = known("Sec-Purpose")
    static let clearSiteData = known("Clear-Site-Data")
    static let referrerPolicy = known("Referrer-Policy")
    static let robots = known("X-Robots-Tag")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else {
            preconditionFailure("\(name) is no name of a header")
        }
        return name
    }
}
