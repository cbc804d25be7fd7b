import ArgumentParser
import Composing
import Foundation

/// The child process in which a stranger's long text is rendered; the pod runs it, nobody else.
struct RenderTextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render-text",
        abstract: "Render a text from standard input; the pod calls this by itself.",
        shouldDisplay: false)

    func run() throws {
        let task = try TextTask(reading: try FileHandle.standardInput.readToEnd() ?? Data())
        try FileHandle.standardOutput.write(contentsOf: try task.output())
    }
}
