import Escaping
import Foundation
import Testing

struct JSONEscapingTests {
    private static let policies: [(name: String, escaping: JSONEscaping)] = [
        ("plain", .plain), ("embeddable", .embeddable), ("scriptElement", .scriptElement),
        ("withoutTags", .withoutTags),
    ]

    private static func quoted(_ text: String, _ escaping: JSONEscaping) -> String {
        var output: [UInt8] = []
        escaping.append(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func eachPlaceHasItsOwn() {
        let text = "\"\\/</a>&\n\r\t\u{1F}\u{2028}\u{2029}é"
        #expect(Self.quoted(text, .plain) == #""\"\\/</a>&\n\r\t\u001f"# + "\u{2028}\u{2029}é\"")
        #expect(
            Self.quoted(text, .embeddable) == #""\"\\/<\/a>&\n\r\t\u001f\u2028\u2029é""#)
        #expect(
            Self.quoted(text, .scriptElement)
                == #""\"\\/\u003c/a\u003e\u0026\n\u000d\u0009\u001f"# + "\u{2028}\u{2029}é\"")
        #expect(
            Self.quoted(text, .withoutTags)
                == #""\"\\/\u003c/a>&\u000a\u000d\u0009\u001f"# + "\u{2028}\u{2029}é\"")
    }

    @Test func foundationReadsWhatIsWritten() throws {
        for text in RandomText.all(2_000, seed: 59) {
            for (name, escaping) in Self.policies {
                let written = Self.quoted(text, escaping)
                let read = try JSONDecoder().decode([String].self, from: Data("[\(written)]".utf8))
                #expect(read[0].utf8.elementsEqual(text.utf8), "\(name): \(written)")
            }
        }
    }

    @Test func attack27NoTextEndsAScript() {
        for text in RandomText.all(2_000, seed: 60) {
            #expect(Self.quoted(text, .embeddable).utf8.firstRange(of: "</".utf8) == nil)
            #expect(!Self.quoted(text, .scriptElement).utf8.contains { "<>&".utf8.contains($0) })
            #expect(!Self.quoted(text, .withoutTags).utf8.contains(UInt8(ascii: "<")))
        }
    }
}
