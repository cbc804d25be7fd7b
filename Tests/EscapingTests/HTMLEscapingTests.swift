import Escaping
import Testing

struct HTMLEscapingTests {
    @Test(arguments: [
        ("", ""), ("plain é", "plain é"), ("&", "&amp;"),
        ("<a href=\"x\">'&'</a>", "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"),
    ])
    func allFive(text: String, escaped: String) {
        #expect(HTMLEscaping.anyAttribute.escaped(text) == escaped)
    }

    @Test func eachPlaceHasItsOwn() {
        let text = "&<>\"'"
        #expect(HTMLEscaping.minimal.escaped(text) == "&amp;&lt;>\"'")
        #expect(HTMLEscaping.content.escaped(text) == "&amp;&lt;&gt;\"'")
        #expect(HTMLEscaping.attribute.escaped(text) == "&amp;&lt;&gt;&quot;'")
    }

    @Test func attack27AMarkThatCombinesHidesNoCharacter() {
        #expect(HTMLEscaping.attribute.escaped("\"\u{301}<\u{301}") == "&quot;\u{301}&lt;\u{301}")
    }

    @Test func whatIsEscapedIsReadAsItWas() {
        for text in RandomText.all(2_000, seed: 57) {
            let escaped = HTMLEscaping.anyAttribute.escaped(text)
            #expect(!escaped.utf8.contains { "<>\"'".utf8.contains($0) })
            #expect(Self.read(escaped).utf8.elementsEqual(text.utf8), "\(escaped)")
            var output: [UInt8] = []
            var source = text
            source.withUTF8 { HTMLEscaping.anyAttribute.append($0, to: &output) }
            #expect(output == Array(escaped.utf8))
        }
    }

    private static func read(_ html: String) -> String {
        var bytes = Array(html.utf8)[...]
        var text: [UInt8] = []
        let references = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ]
        while let byte = bytes.first {
            if let (reference, character) = references.first(where: {
                bytes.starts(with: $0.0.utf8)
            }) {
                text += character.utf8
                bytes = bytes.dropFirst(reference.utf8.count)
            } else {
                text.append(byte)
                bytes = bytes.dropFirst()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
