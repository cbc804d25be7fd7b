import Escaping
import TestSupport
import Testing

/// Attack 61: what the text of a stranger costs on its way into a page, a feed, a document, an address.
@Suite(.serialized) struct EscapingCostTests {
    static let shapes = [
        CostShape("letters", "letters ", bytes: 1 << 18),
        CostShape("references", "<&>\"'", bytes: 1 << 18),
        CostShape("ends of a section", "]]>", bytes: 1 << 18),
        CostShape("brackets", "]", bytes: 1 << 18),
        CostShape("ends of scripts", "</", bytes: 1 << 18),
        CostShape("controls", "\u{1}\r\n\t", bytes: 1 << 18),
        CostShape("line separators", "\u{2028}", bytes: 1 << 18),
        CostShape("no characters", "\u{FFFE}", bytes: 1 << 18),
        CostShape("marks", "\u{301}", bytes: 1 << 18),
        CostShape("percent signs", "%25", bytes: 1 << 18),
    ]

    @Test(arguments: shapes)
    func attack61EscapingCostsWhatTheTextIsLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = HTMLEscaping.anyAttribute.escaped(text)
            for place in [XMLEscaping.attribute, .characterData, .asciiText] {
                _ = place.escaped(text)
            }
            for escaping in [JSONEscaping.embeddable, .scriptElement] {
                var output: [UInt8] = []
                escaping.append(text, to: &output)
            }
            _ = PercentEncoding.path.encoded(text)
            _ = PercentEncoding.decoded(text[...].utf8)
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakBytes <= 32 * cost.bytes)
    }
}
