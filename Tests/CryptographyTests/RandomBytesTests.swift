import Cryptography
import Testing

@Suite struct RandomBytesTests {
    @Test func theSystemNeverRepeatsItself() {
        let random = SystemRandomBytes()

        #expect(random.bytes(0) == [])
        #expect(random.bytes(16).count == 16)
        #expect(random.bytes(16) != random.bytes(16))
        #expect(random.integer() != random.integer())
        #expect(random.hexadecimal(byteCount: 10).count == 20)
    }

    @Test func aSeedGivesTheSameBytesInTheSameOrder() {
        let first = SeededRandomBytes(seed: 7)
        let second = SeededRandomBytes(seed: 7)

        #expect(first.bytes(100) == second.bytes(100))
        #expect(first.bytes(16) == second.bytes(16))
        #expect(first.bytes(16) != first.bytes(16))
        #expect(SeededRandomBytes(seed: 8).bytes(16) != SeededRandomBytes(seed: 7).bytes(16))
    }
}
