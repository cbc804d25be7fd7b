import Logging
import Synchronization
import Testing

@testable import Dandelion

struct LineLogHandlerTests {
    /// What was written.
    private final class Written: Sendable {
        private let text = Mutex("")

        var lines: [Substring] {
            text.withLock { String($0).split(separator: "\n", omittingEmptySubsequences: false) }
        }

        func write(_ line: String) { text.withLock { $0 += line } }
    }

    private let written = Written()

    private var logger: Logger {
        Logger(label: "pod") { [written] _ in LineLogHandler { written.write($0) } }
    }

    @Test func theSentenceComesFirstAndTheValuesInTheOrderOfTheirNames() throws {
        var logger = logger
        logger[metadataKey: "request"] = "7"

        logger.warning("built pages", metadata: ["pages": "12", "files": "4"])

        try #require(written.lines.count == 2 && written.lines[1].isEmpty)
        let line = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} warning built pages: (.*)/#
        let match = try #require(written.lines[0].wholeMatch(of: line))
        #expect(match.output.1 == "files=4 pages=12 request=7")
    }

    @Test func aSentenceWithoutValuesStandsAlone() {
        logger.info("the work ends")

        #expect(written.lines[0].hasSuffix(" info the work ends"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("", "\"\""), ("a b", "\"a b\""),
        ("none status=200", "\"none status=200\""),
        ("say \"no\"", "\"say \\\"no\\\"\""), ("\\", "\"\\\\\""),
        ("x\\\" try=1", "\"x\\\\\\\" try=1\""),
    ])
    func attack67AValueIsNeverTakenForTwo(value: String, shown: String) {
        logger.error("it failed", metadata: ["reason": .string(value)])

        #expect(written.lines[0].hasSuffix(" error it failed: reason=\(shown)"))
    }

    @Test func whatIsBelowTheLevelIsNotWritten() {
        var logger = logger
        logger.logLevel = .error

        logger.warning("not this")

        #expect(written.lines == [""])
    }
}
