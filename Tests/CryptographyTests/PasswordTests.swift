import Testing

@testable import Cryptography

@Suite struct PasswordTests {
    private let cheap = ScryptCost(logarithm: 4, blockSize: 8, parallelism: 1) ?? .usual

    private func hasher(seed: UInt64 = 1) -> PasswordHasher {
        PasswordHasher(cost: cheap, random: SeededRandomBytes(seed: seed))
    }

    // RFC 7914, section 12.
    @Test(arguments: [
        (
            "", "", 4, 1, 1,
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", 10, 8, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func keysAreDerived(
        password: String, salt: String, logarithm: Int, blockSize: Int, parallelism: Int,
        key: String
    ) throws {
        let cost = try #require(
            ScryptCost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism))

        let derived = try Scrypt.derive(
            password: Array(password.utf8), salt: Array(salt.utf8), cost: cost, length: 64)

        #expect(derived == hexadecimal(key))
    }

    @Test func aPasswordIsRecognisedAndNoOtherIs() async throws {
        let hasher = hasher()
        let stored = try await hasher.make("correct horse").description
        let hash = try #require(PasswordHash(stored))

        #expect(try await hasher.verify("correct horse", against: hash))
        #expect(try await !hasher.verify("correct hors", against: hash))
        #expect(try await !hasher.verify("", against: hash))
        #expect(try await !hasher.verify("correct horse", against: nil))
        #expect(stored.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(hash.description == stored)
    }

    @Test func theSamePasswordIsStoredDifferentlyEachTime() async throws {
        let hasher = hasher()

        let first = try await hasher.make("correct horse")
        let second = try await hasher.make("correct horse")

        #expect(first.description != second.description)
    }

    @Test func oneLetterSpelledInTwoWaysIsOnePassword() async throws {
        let hasher = hasher()
        let hash = try await hasher.make("caf\u{E9} au lait")

        #expect(try await hasher.verify("cafe\u{301} au lait", against: hash))
    }

    @Test(arguments: [0, 5, 129, 5000])
    func tooShortAndTooLongPasswordsAreRefused(length: Int) async {
        await #expect(throws: CryptographyError.unacceptablePasswordLength(characters: length)) {
            try await hasher().make(String(repeating: "ä", count: length))
        }
    }

    @Test(arguments: [6, 128])
    func passwordsAtTheBoundsAreAccepted(length: Int) async throws {
        let password = String(repeating: "ä", count: length)
        let hasher = hasher()

        #expect(try await hasher.verify(password, against: hasher.make(password)))
    }

    @Test func hashesOfAnotherCostAreMadeAgain() async throws {
        let dearer = PasswordHasher(random: SeededRandomBytes(seed: 1))
        let hash = try await hasher().make("correct horse")

        #expect(dearer.needsRehash(hash))
        #expect(!hasher().needsRehash(hash))
        #expect(try await dearer.verify("correct horse", against: hash))
    }

    @Test func theUsualCostStandsInTheStoredText() async throws {
        let hasher = PasswordHasher(random: SeededRandomBytes(seed: 1))

        let hash = try await hasher.make("correct horse")

        #expect(hash.description.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        #expect(try await hasher.verify("correct horse", against: hash))
    }

    @Test(arguments: [
        "", "secret", "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$scrypt$ln=15,r=8$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$scrypt$ln=15,r=8,p=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$scrypt$ln=40,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$scrypt$ln=20,r=32,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$scrypt$ln=-1,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$scrypt$ln=15,r=8,p=1$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$scrypt$ln=15,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$!",
    ])
    func storedTextsThatAreNoHashesOrAskForTooMuchAreRefused(text: String) {
        #expect(PasswordHash(text) == nil)
    }
}
