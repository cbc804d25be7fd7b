import TestSupport
import Testing

@testable import Web

/// The cost of the form and the cookies of a stranger.
@Suite(.serialized) struct FormCostTests {
    static let shapes = [
        CostShape("one long value", "text ", bytes: 1 << 18),
        CostShape("percent signs", "%25", bytes: 1 << 18),
        CostShape("line ends", "%0D%0A", bytes: 1 << 18),
        CostShape("carriage returns", "%0D", bytes: 1 << 18),
        CostShape("pluses", "+", bytes: 1 << 18),
        CostShape("empty pairs", "&", bytes: 1 << 18),
        CostShape("pairs", "a&", bytes: 1 << 18),
        CostShape("equals signs", "=", bytes: 1 << 18),
        CostShape("marks", "e%CC%81", bytes: 1 << 18),
    ]

    @Test(arguments: shapes)
    func aFormCostsWhatItIsLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            // A form that is refused has cost what it took to find out.
            _ = try? FormFields("text=" + String(decoding: bytes, as: UTF8.self))
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakBytes <= 16 * cost.bytes)
    }

    @Test(arguments: [
        CostShape("cookies", "a=b; ", bytes: 1 << 18), CostShape("semicolons", ";", bytes: 1 << 18),
        CostShape("one cookie", "x", bytes: 1 << 18),
    ])
    func cookiesCostWhatTheyAreLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            _ = RequestCookies([String(decoding: bytes, as: UTF8.self)])
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakBytes <= 64 * cost.bytes)
    }
}
