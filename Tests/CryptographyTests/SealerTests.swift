import Testing

@testable import Cryptography

@Suite struct SealerTests {
    private let sealer: Sealer

    init() throws {
        sealer = try Sealer(secret: Array("a secret".utf8), random: SystemRandomBytes())
    }

    @Test(arguments: ["", "x", String(repeating: "key ", count: 1_000)])
    func whatIsSealedIsOpenedByItsOwnerAlone(text: String) throws {
        let sealed = try sealer.seal(text, of: "alice@pod.example")

        #expect(Sealer.isSealed(sealed))
        #expect(try sealer.open(sealed, of: "alice@pod.example") == text)
        #expect(throws: CryptographyError.undecryptable) {
            try sealer.open(sealed, of: "eve@pod.example")
        }
    }

    @Test func anotherSecretOpensNothing() throws {
        let other = try Sealer(secret: Array("another".utf8), random: SystemRandomBytes())
        let sealed = try sealer.seal("text", of: "alice")

        #expect(throws: CryptographyError.undecryptable) { try other.open(sealed, of: "alice") }
    }

    @Test func noByteOfItCanBeChanged() throws {
        let sealed = try sealer.seal("text", of: "alice")
        let start = "sealed1:".utf8.count

        for position in start..<sealed.utf8.count {
            var bytes = Array(sealed.utf8)
            bytes[position] =
                bytes[position] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let changed = String(decoding: bytes, as: UTF8.self)
            #expect(throws: CryptographyError.undecryptable) {
                try sealer.open(changed, of: "alice")
            }
        }
    }

    @Test func theSameTextIsSealedDifferentlyEachTime() throws {
        #expect(try sealer.seal("text", of: "alice") != sealer.seal("text", of: "alice"))
    }
}
