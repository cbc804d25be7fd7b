import DomainErrors
import Escaping
import Testing

@testable import Composing
@testable import Dandelion
@testable import Site
@testable import Store

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

    @Test func aListThatARowDoesNotHoldIsCut() throws {
        let names = (0..<100).map { "aspect number \($0)" }
        let record = ComposeError.unknownAspect("Friends", known: names).record
        let stored = try #require(record.stored)
        let kept = try #require(ErrorRecord(stored: stored))

        #expect(stored.utf8.count <= EscapedText.reasonBytes)
        #expect(EscapedText(stored).description == stored)
        guard case .list(let list) = kept.values["known"] else {
            Issue.record("\(kept)")
            return
        }
        #expect(list.last == "…" && list.count > 10)
        #expect(list.dropLast().elementsEqual(names.prefix(list.count - 1)))
        #expect(kept.values["name"] == .text("Friends"))
        #expect(
            ErrorSentence.text(for: kept).hasPrefix("there is no aspect \"Friends\" (there are "))
    }

    /// Quotes take twice their length in JSON.
    @Test(arguments: ["x", "\"", "ü", "\u{1B}", "🌼"])
    func longValuesAreCutUntilARowHoldsThem(character: Character) throws {
        let long = String(repeating: character, count: 2_000)
        let errors: [any WordedError] = [
            SiteError.picture(
                path: long, line: 3, destination: long, problem: .unusable(reason: long)),
            ComposeError.takesNoMessages(Array(repeating: long, count: 100), from: long),
            ComposeError.unknownAspect(long, known: Array(repeating: "\(character)", count: 500)),
            StoreError.failed(path: long, reason: long),
        ]
        for error in errors {
            let stored = try #require(error.record.stored, "\(error.record.code)")
            #expect(EscapedText(stored).description == stored)
            #expect(ErrorRecord(stored: stored)?.code == error.record.code)
        }
    }

    @Test func aRecordOfTooManyValuesBecomesText() {
        let values = (0..<100).map { ("value_\($0)", ErrorValue.text("something of some length")) }
        let record = ErrorRecord(code: "later", values: Dictionary(uniqueKeysWithValues: values))

        #expect(record.stored == nil)
        #expect(record.reason.hasPrefix("later (value_0: something of some length, value_1: "))
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
