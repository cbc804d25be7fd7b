import Escaping
import Testing

struct XMLEscapingTests {
    private static let text = "&<>\"'\t\n\r\u{0}é\u{FFFE}🐴]]>"

    @Test func eachPlaceHasItsOwn() {
        #expect(
            XMLEscaping.text.escaped(Self.text)
                == "&amp;&lt;&gt;\"'\t\n&#13;\u{FFFD}é\u{FFFD}🐴]]&gt;")
        #expect(
            XMLEscaping.attribute.escaped(Self.text)
                == "&amp;&lt;&gt;&quot;'&#9;&#10;&#13;\u{FFFD}é\u{FFFD}🐴]]&gt;")
        #expect(
            XMLEscaping.characterData.escaped(Self.text)
                == "&<>\"'\t\n]]>&#13;<![CDATA[\u{FFFD}é\u{FFFD}🐴]]]]><![CDATA[>")
        #expect(
            XMLEscaping.asciiText.escaped(Self.text)
                == "&amp;&lt;&gt;\"'\t\n&#xD;&#xFFFD;&#xE9;&#xFFFD;&#x1F434;]]&gt;")
    }

    @Test func nothingForbiddenIsLeft() {
        for text in RandomText.all(2_000, seed: 58) {
            for place in [XMLEscaping.text, .attribute, .characterData, .asciiText] {
                let escaped = place.escaped(text)
                #expect(escaped.unicodeScalars.allSatisfy { $0.isAllowedInXML }, "\(place) \(text)")
            }
            #expect(!XMLEscaping.text.escaped(text).utf8.contains { "<>\r".utf8.contains($0) })
            #expect(
                !XMLEscaping.attribute.escaped(text).utf8.contains {
                    "<>\"\t\n\r".utf8.contains($0)
                })
            #expect(XMLEscaping.asciiText.escaped(text).utf8.allSatisfy { $0 < 0x80 })
            // Each end of a section is one that was written, and another begins behind it.
            let data = XMLEscaping.characterData.escaped(text)
            let ends = data.matches(of: #/\]\]>/#.matchingSemantics(.unicodeScalar)).count
            let turns = data.matches(
                of: #/\]\]>(&#13;)?<!\[CDATA\[/#.matchingSemantics(.unicodeScalar))
            #expect(ends == turns.count, "\(data)")
        }
    }

    @Test func whatXMLForbidsIsReplaced() {
        #expect("a\u{0}\u{FFFF}b\t".sanitizedForXML == "a\u{FFFD}\u{FFFD}b\t")
        #expect("words".sanitizedForXML == "words")
    }
}
