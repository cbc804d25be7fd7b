/// Wraps a bare PKCS#1 `RSAPublicKey` into the X.509 structure that OpenSSL's EVP layer reads:
///
///     SEQUENCE { SEQUENCE { OID 1.2.840.113549.1.1.1, NULL }, BIT STRING { 0 unused bits, key } }
///
/// Spec: RFC 8017, appendix A.1; RFC 5280, section 4.1.
enum SubjectPublicKeyInfo {
    static func wrapping(rsaPublicKey key: [UInt8]) -> [UInt8] {
        element(0x30, rsaEncryption + element(0x03, [0] + key))
    }

    /// Extracts the numbers of an RSA key from a `SubjectPublicKeyInfo`.
    ///
    /// - Returns: Modulus and exponent, most significant byte first; nil for another structure.
    static func rsaNumbers(
        _ info: [UInt8]
    ) -> (modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>)? {
        var outer = DERReader(info[...])
        guard let sequence = outer.element(0x30), outer.isAtEnd,
            sequence.starts(with: rsaEncryption)
        else { return nil }
        var parts = DERReader(sequence.dropFirst(rsaEncryption.count))
        guard let bits = parts.element(0x03), parts.isAtEnd, bits.first == 0 else { return nil }
        var key = DERReader(bits.dropFirst())
        guard let numbers = key.element(0x30), key.isAtEnd else { return nil }
        var reader = DERReader(numbers)
        guard let modulus = reader.positiveInteger(), let exponent = reader.positiveInteger(),
            reader.isAtEnd
        else { return nil }
        return (modulus, exponent)
    }

    private static let rsaEncryption: [UInt8] = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag] + length(content.count) + content
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count >= 0x80 else { return [UInt8(count)] }
        var octets: [UInt8] = []
        var rest = count
        while rest > 0 {
            octets.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(octets.count)] + octets
    }
}
