import Testing

/// A case of RFC 4231: three lines of `Fixtures/hmac-rfc4231.txt`, and an empty one.
struct HMACVector: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let signature: String

    static func all() throws -> [HMACVector] {
        try fixture("hmac-rfc4231.txt").split(separator: "\n\n").map { text in
            let lines = text.split(separator: "\n").map(String.init)
            try #require(lines.count == 3)
            return HMACVector(
                key: hexadecimal(lines[0]), message: hexadecimal(lines[1]), signature: lines[2])
        }
    }
}
