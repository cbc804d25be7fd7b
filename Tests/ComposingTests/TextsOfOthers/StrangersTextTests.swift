import Blocking
import ChildProcess
import Foundation
import Logging
import Markdown
import TestSupport
import Testing
import Theming

@testable import Composing
@testable import Store

/// Texts of other pods, long ones through the program itself.
@Suite(.timeLimit(.minutes(20))) struct StrangersTextTests {
    /// The program lies beside the tests that run.
    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "dandelion").path

    private let context = TextContext(
        podURL: "https://pod.example/", idPrefix: "p",
        people: [
            "alice@pod.example": TextContext.Person(href: "/u/alice", name: "Alice Smith")
        ],
        pictures: ["known.webp": ImageAttributes(width: 700, height: 400, srcset: "a 1w")])

    /// The usual limits, but for the clock: how fast a busy machine is says nothing of the text.
    private static var limits: ProcessLimits {
        var limits = ProcessLimits.forText
        limits.processorSeconds = 60
        limits.wallTime = .seconds(1_200)
        return limits
    }

    private func strangers(
        _ program: String = program, limits: ProcessLimits = limits
    ) -> StrangersText {
        StrangersText(program: program, limits: limits, logger: Logger(label: "tests"))
    }

    @Test func theProgramIsThere() {
        #expect(FileManager.default.isExecutableFile(atPath: Self.program), "\(Self.program)")
    }

    @Test func aChildRendersAsThePodItselfDoes() async throws {
        let piece = """
            # Title & more

            Hello @{alice@pod.example}, #garden, *“naïve”* 東京
            A [pod](https://pod.example/about) https://else.example/

            <script>x</script>

            ![Beans](https://pod.example/uploads/images/known.webp) ![](https://else.example/b.png)

            | a | b |
            |---|---|
            | 1 | 2 |

            Words[^1].

            [^1]: A note.


            """
        let text = String(repeating: piece, count: 60)
        #expect(text.utf8.count > StrangersText.maximumBytesHere)

        let rendered = try strangers().render(text, in: context)

        #expect(rendered == TextTask(text: text, context: context).rendered())
        #expect(rendered.html.contains("href=\"/u/alice\""))
        #expect(rendered.html.contains("width=\"700\""))
        #expect(rendered.html.contains("href=\"/about\""))
    }

    @Test func aThreadMayWaitForAChild() async throws {
        let text = String(repeating: "*a* ", count: StrangersText.maximumBytesHere)
        let (strangers, nowhere, context) = (strangers(), strangers("/nowhere"), context)

        let executor = BlockingExecutor(label: "texts", threads: 1)
        let rendered = try await executor.run { try strangers.render(text, in: context) }

        #expect(rendered == TextTask(text: text, context: context).rendered())
        // Nothing is known of the text by that.
        await #expect(throws: ChildNotStarted.self) {
            try await executor.run { _ = try nowhere.render(text, in: context) }
        }
    }

    @Test func attack65ASuspectIsRenderedByAChildHoweverShortItIs() async throws {
        let rendered = try strangers().render("*a*", in: context, isSuspect: true)

        #expect(rendered == TextTask(text: "*a*", context: context).rendered())
        #expect(throws: ChildNotStarted.self) {
            try strangers("/nowhere").render("*a*", in: context, isSuspect: true)
        }
    }

    @Test func aShortTextNeedsNoChild() async throws {
        let text = String(repeating: "*a* ", count: StrangersText.maximumBytesHere / 4)

        let rendered = try strangers("/nowhere").render(text, in: context)

        #expect(rendered.html.contains("<em>a</em>"))
        #expect(throws: ChildNotStarted.self) {
            try strangers("/nowhere").render(text + ".", in: context)
        }
    }

    /// Attack 28 through the child, at the length that diaspora* allows.
    @Test(
        "Attack 28: every family through the child",
        arguments: [
            "![l", "![[]()", "</<!--", "*t _t*_ ", ">", "a*", " -", "_", "|", "|a\n|-|-\n",
            "[^1]:", "[a]: b\n", "[", "`", "a`b``", "<a ", "&#1;", "@{a; ", "~~a", "\\", "\u{0}",
            "http://a", "- [ ] a\n", "![a](/b) ",
        ])
    func attack28EveryFamilyIsRenderedOrShownAsWritten(piece: String) async throws {
        let count = 65_536 / piece.utf8.count
        try await expectSound(
            "start " + String(repeating: piece, count: count) + "\n\nthe-last-word")
    }

    @Test("Attack 28: markers, then emphasis", arguments: [">", "> ", "- ", "*t "])
    func attack28MarkersThenOthersAreRenderedOrShownAsWritten(marker: String) async throws {
        let markers = String(repeating: marker, count: 32_768 / marker.utf8.count)
        let others = String(repeating: marker == "*t " ? "_t*_ " : "a*", count: 8_192)
        try await expectSound(markers + others + "\n\nthe-last-word")
    }

    @Test func attack28ATextThatTakesTooLongIsShownAsWritten() async throws {
        // A second is the least that the system counts; this much takes several.
        let limits = ProcessLimits(
            addressSpace: 8 << 30, processorSeconds: 1, fileBytes: 0, wallTime: .seconds(1_200))
        let text = String(repeating: "x@x.x", count: 1_600_000)
        let task = TextTask(text: text, context: context)

        #expect(throws: ConfinedProcessError.signaled(signal: Int(SIGXCPU))) {
            try ConfinedProcess(limits: limits).output(
                of: Self.program, ["render-text"], reading: task.input, maximumBytes: 1 << 30)
        }
        let rendered = try strangers(limits: limits).render(text, in: context)

        #expect(rendered.html == "<p>\(text)</p>\n")
    }

    /// In so little memory the program ends as it begins: by a signal, or because its loader finds no room, which
    /// says nothing of the text.
    @Test func aTextThatTakesTooMuchMemoryIsShownAsWrittenOrWaits() async throws {
        var limits = ProcessLimits.forText
        limits.addressSpace = 8 << 20
        do {
            try await expectShownAsWritten(limits)
        } catch is ChildNotStarted {}
    }

    @Test func aTextThatLastsTooLongIsShownAsWritten() async throws {
        var limits = ProcessLimits.forText
        limits.wallTime = .zero
        try await expectShownAsWritten(limits)
    }

    @Test func aTextIsNotShownAsWrittenBecauseThePodStops() async {
        let text = String(repeating: "*a* ", count: 10_000)
        let strangers = strangers()
        let context = context

        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try strangers.render(text, in: context)
        }

        await #expect(throws: CancellationError.self) { try await task.value }
    }

    private func expectShownAsWritten(_ limits: ProcessLimits) async throws {
        let text = String(repeating: "*a* <b> ", count: 3_000)

        let rendered = try strangers(limits: limits).render(text, in: context)

        #expect(rendered == PlainTextRenderer().render(text))
        #expect(rendered.html.hasPrefix("<p>*a* &lt;b&gt; *a*"))
    }

    private func expectSound(_ text: String) async throws {
        let rendered = try strangers().render(text, in: context)
        let wanted = TextTask(text: text, context: context).rendered()
        #expect(rendered == wanted || rendered == PlainTextRenderer().render(text))
        #expect(rendered.plainText.hasSuffix("the-last-word") || text.contains("`"))
        #expect(!rendered.html.contains("<script") && !rendered.html.contains("\u{0}"))
    }
}
