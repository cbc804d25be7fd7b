import Cryptography
import TestSupport
import Testing

/// Attack 62: what reading base64 and keys of strangers costs.
@Suite(.serialized) struct KeyCostTests {
    static let texts = [
        CostShape("base64", "QUJD", bytes: 3 << 20),
        CostShape("lines", "QUJD\r\n", bytes: 3 << 20),
        CostShape("white space", before: "QUJD", " \n\t", bytes: 3 << 20),
        CostShape("padding", before: "QUJD", "=", bytes: 3 << 20),
        CostShape("no base64", before: "QUJD", "\u{FFFD}", bytes: 3 << 20),
        CostShape("no ending", "QUJD", bytes: 3 << 20, after: "Q"),
    ]

    static let keys = [
        CostShape(
            "key", before: "-----BEGIN PUBLIC KEY-----\n", "QUJD", bytes: 60_000,
            after: "\n-----END PUBLIC KEY-----"),
        CostShape(
            "key of lines", before: "-----BEGIN RSA PUBLIC KEY-----\n", "Q\n", bytes: 60_000,
            after: "-----END RSA PUBLIC KEY-----"),
        CostShape(
            "key of numbers", before: "-----BEGIN RSA PUBLIC KEY-----\n", "AgEA", bytes: 60_000,
            after: "\n-----END RSA PUBLIC KEY-----"),
        CostShape("blank lines", "\n", bytes: 60_000),
        CostShape("spaces", before: "-----BEGIN PUBLIC KEY-----", " ", bytes: 60_000, after: "x"),
        CostShape("beginnings", "-----BEGIN PUBLIC KEY-----\n", bytes: 60_000),
        CostShape("label", before: "-----BEGIN ", "x-", bytes: 60_000, after: "-----\n\n"),
        CostShape("longer than any key", "-----BEGIN PUBLIC KEY-----\n", bytes: 1 << 18),
    ]

    @Test(arguments: texts)
    func attack62Base64CostsWhatItIsLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Base64.decode(text)
            _ = Base64URL.decode(text)
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakBytes <= 4 * cost.bytes + (64 << 10))
    }

    @Test(arguments: keys)
    func attack62KeysCostWhatTheyAreLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            _ = try? RSAPublicKey(pem: String(decoding: bytes, as: UTF8.self))
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakBytes <= 64 * cost.bytes + (64 << 10))
    }
}
