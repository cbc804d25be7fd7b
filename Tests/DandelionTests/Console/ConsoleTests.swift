import Testing

@testable import Dandelion

@Suite struct ConsoleTests {
    @Test(arguments: [
        ("plain\n\ttext ü 東", "plain\n\ttext ü 東"),
        ("\u{1B}[2J\u{1B}]0;title\u{07}x", "\u{FFFD}[2J\u{FFFD}]0;title\u{FFFD}x"),
        ("\u{9B}31m\r\n\u{7F}", "\u{FFFD}31m\u{FFFD}\n\u{FFFD}"),
    ])
    func whatSteersATerminalIsShown(text: String, shown: String) {
        #expect(Console.plain(text) == shown)
    }
}
