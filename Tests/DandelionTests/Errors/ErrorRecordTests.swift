import DomainErrors
import Escaping
import Testing

@testable import Composing

/// Records as rows keep them.
@Suite struct ErrorRecordTests {
    @Test func everyErrorComesBackFromARow() throws {
        for error in ErrorSamples.all.flatMap(\.errors) {
            let record = error.record
            let stored = try #require(record.stored)
            #expect(ErrorRecord(stored: stored) == record)
            // The store escapes what it keeps.
            #expect(EscapedText(stored).description == stored)
        }
    }

    @Test func valuesThatSteerATerminalAreEscaped() throws {
        let record = ComposeError.slug("a\u{1B}[2J\u{202E}\n").record
        let stored = try #require(record.stored)

        #expect(EscapedText(stored).description == stored)
        #expect(ErrorRecord(stored: stored)?.values == ["slug": .text(#"a\u{1b}[2J\u{202e}\n"#)])
    }

    /// A reason that a stranger wrote may be JSON, in which nothing is escaped yet.
    @Test func aReasonThatOnlyLooksLikeARecordSteersNoTerminal() {
        let record = ErrorRecord(stored: #"{"code":"x","values":{"name":"\u001b[2J"}}"#)

        #expect(record?.values == ["name": .text(#"\u{1b}[2J"#)])
    }

    @Test func whatNamesThingsAsThisProgramNeverDoesIsNoRecord() {
        for name in ["", "A", "a b", "\\u001b[2J", "a\\n", "\u{E4}", "a-b"] {
            for text in [
                #"{"code":"\#(name)","values":{}}"#, #"{"code":"x","values":{"\#(name)":"y"}}"#,
                #"{"code":"x","values":{"cause":{"code":"\#(name)","values":{}}}}"#,
            ] {
                #expect(ErrorRecord(stored: text) == nil, "\(text)")
            }
        }
        #expect(ErrorRecord(stored: #"{"code":"x_1.y","values":{"z_2":"A b"}}"#) != nil)
    }

    @Test func aRecordThatARowDoesNotHoldBecomesText() {
        let names = (0..<100).map { "aspect number \($0)" }
        let record = ComposeError.unknownAspect("Friends", known: names).record

        #expect(record.stored == nil)
        #expect(record.reason.hasPrefix("unknown_aspect (known: aspect number 0, "))
    }

    @Test func anErrorWithoutACodeIsStoredInItsOwnWords() {
        struct Plain: Error, CustomStringConvertible { let description = "no luck" }

        #expect(ErrorRecord.reason(of: Plain()) == "no luck")
    }

    @Test func textsAreNoRecords() {
        for text in ["", "{", "{}", "[1]", "the pod answered 503", #"{"code":1}"#] {
            #expect(ErrorRecord(stored: text) == nil, "\(text)")
        }
    }
}
