import Escaping
import Testing

struct EscapedTextTests {
    @Test(arguments: [
        ("none\n2026 error: FORGED\r\u{1B}[2J\t.", "none\\n2026 error: FORGED\\r\\u{1b}[2J\\t."),
        ("a\u{85}b\u{9B}31mc\u{7F}\u{0}", "a\\u{85}b\\u{9b}31mc\\u{7f}\\u{0}"),
        ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
        ("\u{202E}evil\u{2066}\u{200F}\u{61C}", "\\u{202e}evil\\u{2066}\\u{200f}\\u{61c}"),
        ("\u{FEFF}\u{200B}\u{E0041}\u{E000}", "\\u{feff}\\u{200b}\\u{e0041}\\u{e000}"),
        ("Žluťoučký kůň 馬 🐴 “a\\b”", "Žluťoučký kůň 馬 🐴 “a\\b”"),
        ("\r\n", "\\r\\n"), ("", ""),
    ])
    func attack67WhatSteersAReaderIsEscaped(text: String, shown: String) {
        #expect("\(EscapedText(text))" == shown)
    }

    @Test(arguments: ["a", "é", "馬", "🐴", "\n", "\u{202E}", "e\u{301}"])
    func attack67AValueHasABound(letter: String) {
        for maximum in [0, 1, 2, 3, 4, 9, 10, 11, 12, 200] {
            let text = EscapedText(String(repeating: letter, count: 300), maximumBytes: maximum)
            #expect(text.description.utf8.count <= maximum)
            #expect(maximum < 12 || text.description.utf8.count > maximum - 12)
            #expect(maximum < 3 || text.description.hasSuffix("…"))
        }
    }

    @Test func aMarkThatCombinesIsNoWayAroundTheBound() {
        let text = EscapedText("a" + String(repeating: "\u{301}", count: 100_000))
        #expect(text.description.utf8.count <= EscapedText.reasonBytes)
    }

    @Test func whatFitsIsWhole() {
        let text = String(repeating: "a", count: EscapedText.reasonBytes)
        #expect(EscapedText(text).description == text)
    }

    @Test func whatWasEscapedOnceStaysAsItIs() {
        let once = EscapedText(String(repeating: "a\n\u{202E}", count: 200)).description
        #expect(EscapedText(once).description == once)
    }

    @Test func aForeignValueLeavesPlaceForTheRestOfItsReason() {
        let value = "none\n" + String(repeating: "A", count: 300_000)
        let reason = "the algorithm \(foreign: value) is not supported"

        #expect(reason.hasPrefix("the algorithm none\\nAAA"))
        #expect(reason.hasSuffix("A… is not supported"))
        #expect(reason.utf8.count < 250)
    }
}
