import Escaping
import Logging
import Synchronization
import Testing

struct EscapingLogHandlerTests {
    /// What was written, as the program's own handler writes it.
    final class Written: TextOutputStream, Sendable {
        private let text = Mutex("")

        var lines: [Substring] { text.withLock { String($0).split(separator: "\n") } }

        func write(_ string: String) { text.withLock { $0 += string } }
    }

    private let written = Written()

    private var logger: Logger {
        Logger(label: "pod") { [written] label in
            EscapingLogHandler(StreamLogHandler(label: label, stream: written))
        }
    }

    @Test func attack67AnEventIsOneLine() {
        logger.info(
            "nothing\nFORGED",
            metadata: [
                "reason": "none\nFORGED\r\nFORGED\u{85}FORGED\u{2028}FORGED",
                "list": [
                    "a\nFORGED", .dictionary(["key\nFORGED": .stringConvertible("b\nFORGED")]),
                ],
                "key\nFORGED": "c",
            ])

        #expect(written.lines.count == 1)
        #expect(written.lines[0].unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 })
        #expect(written.lines[0].contains("reason=none\\nFORGED\\r\\nFORGED\\u{85}FORGED"))
    }

    @Test func attack67ALineHasABound() {
        let long = String(repeating: "A", count: 300_000)
        var metadata = Logger.Metadata(
            uniqueKeysWithValues: (0..<50).map { ("key\($0)", .string(long)) })
        metadata["status"] = "404"
        var logger = logger
        logger[metadataKey: "before"] = .string(long)

        logger.error("\(long)", metadata: metadata)

        #expect(written.lines.count == 1)
        #expect(written.lines[0].utf8.count < 4096)
        #expect(written.lines[0].contains(" status=404 "))
    }

    @Test func anErrorIsEscapedAsWell() {
        struct Foreign: Error, CustomStringConvertible {
            var description: String { "a\nFORGED" + String(repeating: "A", count: 300_000) }
        }

        logger.error("it failed", error: Foreign())

        #expect(written.lines.count == 1)
        #expect(written.lines[0].contains("error.message=a\\nFORGED"))
        #expect(written.lines[0].utf8.count < 4096)
    }

    @Test func whatIsLoggedOtherwiseIsAsItWas() {
        var logger = logger
        logger.logLevel = .debug
        logger[metadataKey: "id"] = "7"

        logger.debug("Request", metadata: ["path": "/posts/a", "status": "200"])
        logger.trace("not this")

        #expect(written.lines.count == 1)
        #expect(written.lines[0].contains("debug pod: id=7 path=/posts/a status=200 ["))
        #expect(written.lines[0].hasSuffix("] Request"))
    }
}
