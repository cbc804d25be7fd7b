import Cryptography
import Testing

@Suite struct DigestTests {
    // FIPS 180-4, examples of the Cryptographic Standards and Guidelines.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func textsAreHashed(text: String, digest: String) {
        #expect(SHA256Digest(of: text).hexadecimal == digest)
    }

    @Test func aMessageInPartsHasTheDigestOfTheWhole() throws {
        var stream = try SHA256Stream()
        for _ in 0..<1000 { try stream.update([UInt8](repeating: 0x61, count: 1000)) }
        try stream.update([UInt8]())

        #expect(
            try stream.finish().hexadecimal
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(arguments: try HMACVector.all())
    func messagesAreSigned(vector: HMACVector) throws {
        let found = try HMACSignature(of: vector.message, key: vector.key)

        #expect(found.hexadecimal == vector.signature)
    }

    @Test func onlyTheWholeSignatureMatchesUnlessLessIsAskedFor() throws {
        let signature = try HMACSignature(of: [1, 2, 3] as [UInt8], key: [UInt8]())
        let other = try HMACSignature(of: [1, 2, 3] as [UInt8], key: [0] as [UInt8])
        let first = Array(signature.bytes.prefix(16))

        #expect(signature.matches(signature.bytes))
        #expect(!signature.matches(first))
        #expect(signature.matches(first, minimumLength: 16))
        #expect(!signature.matches(signature.bytes + [0]))
        #expect(!signature.matches([UInt8]()))
        // A key is padded with zeros, so that these two are one.
        #expect(signature == other)
        #expect(try signature != HMACSignature(of: [1, 2, 4] as [UInt8], key: [UInt8]()))
    }

    @Test func secretsAreComparedByLengthAndBytes() {
        #expect(ConstantTime.areEqual([UInt8](), [UInt8]()))
        #expect(ConstantTime.areEqual([1, 2] as [UInt8], [1, 2] as [UInt8]))
        #expect(!ConstantTime.areEqual([1, 2] as [UInt8], [1, 3] as [UInt8]))
        #expect(!ConstantTime.areEqual([1, 2] as [UInt8], [1] as [UInt8]))
    }
}
