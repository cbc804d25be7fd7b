/// The cookies of a request. Spec: RFC 6265, section 5.4.
struct RequestCookies: Sendable {
    static let maximumCount = 50

    private var values: [String: String] = [:]

    /// Reads the cookies of a request; of one name the first counts, and beyond a number none.
    ///
    /// - Parameter fields: The values of the header `Cookie`.
    init(_ fields: [String]) {
        var count = 0
        for field in fields {
            for part in field.utf8.split(separator: UInt8(ascii: ";")) {
                count += 1
                guard count <= Self.maximumCount else { return }
                let pair = part.drop { $0 == UInt8(ascii: " ") }
                    .split(
                        separator: UInt8(ascii: "="), maxSplits: 1,
                        omittingEmptySubsequences: false)
                guard pair.count == 2 else { continue }
                let name = String(Substring(pair[0]))
                if values[name] == nil { values[name] = String(Substring(pair[1])) }
            }
        }
    }

    subscript(name: String) -> String? { values[name] }
}
