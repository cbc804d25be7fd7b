import Diaspora
import DomainErrors
import Testing

@testable import Composing
@testable import Dandelion
@testable import Federation
@testable import Store

/// Reasons of rows, as the command line shows them.
@Suite struct StoredReasonTests {
    @Test func aDraftsReasonIsWordedAndOlderOnesStay() throws {
        let locked = ComposeError.accountLocked("alice")
        let stored = try #require(locked.record.stored)

        #expect(stored == #"{"code":"account_locked","field":"user","values":{"name":"alice"}}"#)
        #expect(
            StoredReason.ofDraft(stored)
                == "the account alice is locked; `dandelion user unlock alice` opens it")
        #expect(StoredReason.ofDraft("the post has no text") == "the post has no text")
        #expect(StoredReason.ofDraft("{\"a\": 1}") == "{\"a\": 1}")
    }

    /// What a row keeps is worded as the error was when it happened.
    @Test func everyErrorThatIsRecordedKeepsItsSentence() {
        let errors = ErrorSamples.all.flatMap(\.errors).filter { $0 is any RecordedError }
        #expect(errors.contains { $0 is StoreError } && errors.contains { $0 is ComposeError })

        for error in errors {
            let reason = ErrorRecord.reason(of: error)
            #expect(StoredReason.ofDraft(reason) == error.sentence, "\(reason)")
        }
    }

    @Test func otherErrorsAreKeptAsTechnicalTexts() {
        let error = KeyRingError.noPrivateKey("alice")

        #expect(ErrorRecord.reason(of: error) == "there is no private key of alice here")
    }

    @Test func aRecordOfALaterVersionIsShownAsItIs() {
        let stored = #"{"code":"later","values":{"name":"bob"}}"#

        #expect(StoredReason.ofDraft(stored) == "later (name: bob)")
    }

    @Test(arguments: [
        (
            "\(FetchError.blocked)",
            "its pod is blocked here; `dandelion pods unblock` ends that"
        ),
        (
            "\(DirectoryError.blocked(ErrorSamples.bob))",
            "bob@pod.example is not asked for: its pod is blocked here; "
                + "`dandelion pods unblock` ends that"
        ),
        (
            "what it belongs to could not be got: \(DirectoryError.otherGUID(ErrorSamples.bob))",
            "what it belongs to could not be got: the pod of bob@pod.example names another GUID than "
                + "before; if it was set up anew, "
                + "`dandelion federation fetch bob@pod.example --anew` takes it over"
        ),
        (
            SenderHint.otherKey.text(ErrorSamples.bob),
            "the signature is not of the key known of bob@pod.example; if their pod was set up anew, "
                + "`dandelion federation fetch bob@pod.example --anew`"
        ),
        ("the pod answered 503", "the pod answered 503"),
        (
            "the signature is not of the key known of me; type `rm`",
            "the signature is not of the key known of me; type `rm`"
        ),
    ])
    func aMessagesReasonGoesOnWithTheCommandThatHelps(reason: String, shown: String) {
        #expect(StoredReason.ofMessage(reason) == shown)
    }

    @Test func adviceThatAnOlderVersionStoredIsNotRepeated() {
        let reasons = [
            "its pod is blocked here; `dandelion pods unblock` ends that",
            "the signature is not of the key known of bob@pod.example; if their pod was set up anew, "
                + "`dandelion federation fetch bob@pod.example --anew`",
            "the pod of bob@pod.example names another GUID than before; if it was set up anew, "
                + "`dandelion federation fetch bob@pod.example --anew` takes it over",
        ]
        for reason in reasons { #expect(StoredReason.ofMessage(reason) == reason) }
    }
}
