import Cryptography
import Diaspora
import Testing

/// Who an envelope says that it is from, without reading it.
@Suite struct ClaimedSenderTests {
    private func envelope(_ keyID: String, data: Int = 100) -> [UInt8] {
        Array(
            ("<me:env xmlns:me=\"x\"><me:data type=\"application/xml\">"
                + String(repeating: "A", count: data) + "</me:data><me:sig key_id=\(keyID)>"
                + String(repeating: "B", count: 1_368) + "</me:sig>\n</me:env>\n").utf8)
    }

    private let name = Base64URL.encode(Array("eve@evil.example".utf8))

    @Test(arguments: ["\"", "'"], [100, 1_000_000])
    func itStandsNearTheEnd(quote: String, length: Int) throws {
        let sender = MagicEnvelope.claimedSender(in: envelope(quote + name + quote, data: length))

        #expect(sender?.description == "eve@evil.example")
    }

    @Test func whatStandsNowhereOrIsNoIDIsNobody() {
        for keyID in [
            "", "\"", "\"\"", "\"!!\"", "\"QUJD\"", "none",
            "\"" + String(repeating: "A", count: 3_000),
        ] {
            #expect(MagicEnvelope.claimedSender(in: envelope(keyID)) == nil, "\(keyID.prefix(20))")
        }
        for body in ["", "key_id=", "{}", String(repeating: "x", count: 9_000)] {
            #expect(MagicEnvelope.claimedSender(in: Array(body.utf8)) == nil)
        }
    }

    /// What it costs does not grow with the body.
    @Test func itIsLookedForNearTheEndAlone() {
        let padding = [UInt8](repeating: 0x20, count: 5_000)
        #expect(MagicEnvelope.claimedSender(in: envelope("\"\(name)\"") + padding) == nil)
    }
}
