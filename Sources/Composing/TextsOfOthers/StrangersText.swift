public import ChildProcess
internal import Foundation
public import Logging
internal import Markdown
internal import Store

/// Renders texts that others wrote, so that no text can hold the pod up.
///
/// A short one is rendered at once; a longer one in a child process, bound in time and memory. If
/// the child fails, the text is shown as it was written, in paragraphs.
public struct StrangersText: Sendable {
    /// Bytes of a text that is rendered in the pod's own process.
    static let maximumBytesHere = UnrenderedText.maximumQuickBytes
    /// Bytes that may come of a text.
    private static let maximumOutputBytes = 16 << 20

    private let program: String
    private let limits: ProcessLimits
    private let logger: Logger

    /// - Parameter program: Path of the program `dandelion`.
    public init(program: String, limits: ProcessLimits = .forText, logger: Logger) {
        self.program = program
        self.limits = limits
        self.logger = logger
    }

    /// Renders a text on the calling thread, which waits for the child if there is one.
    ///
    /// - Parameter isSuspect: Whether a process may have ended by this text: a child takes it, however short.
    /// - Throws: Of a text of which nothing is known by that: `CancellationError`, if the pod is stopping;
    ///   ``ChildNotStarted``.
    func render(
        _ text: String, in context: TextContext, isSuspect: Bool = false
    ) throws -> RenderedText {
        let task = TextTask(text: text, context: context)
        guard isSuspect || text.utf8.count > Self.maximumBytesHere else { return task.rendered() }
        do {
            let output = try ConfinedProcess(limits: limits).output(
                of: program, ["render-text"], reading: task.input,
                maximumBytes: Self.maximumOutputBytes)
            return try TextTask.rendered(from: output)
        } catch ConfinedProcessError.cancelled {
            throw CancellationError()
        } catch let error as ConfinedProcessError where error.isOfMachine {
            throw ChildNotStarted(reason: "\(error)")
        } catch {
            logger.notice(
                "a stranger's text is shown as it was written",
                metadata: ["bytes": "\(text.utf8.count)", "reason": "\(error)"])
            return PlainTextRenderer().render(text)
        }
    }
}

extension ProcessLimits {
    /// The bounds of rendering a text.
    ///
    /// Measured with a debug build on Debian 12, x86-64: of the families of attack 28, at 64 KB, each
    /// renders within 384 MiB of address space, some not within 256. The time by the clock only ends a child that
    /// does not compute, however busy the machine is.
    public static let forText = ProcessLimits(
        addressSpace: 512 << 20, processorSeconds: 2, fileBytes: 0, wallTime: .seconds(60))
}
