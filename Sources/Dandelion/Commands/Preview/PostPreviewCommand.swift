import ArgumentParser
import Foundation
import Site

struct PostPreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Preview a file as a post.",
        discussion: """
            Example:

              dandelion post preview hello.md

            Prints an address on this machine that shows the file as a post, and updates it
            whenever the file is saved, until Ctrl-C. Nothing is stored.
            """)

    @Argument(help: "A Markdown file.")
    var file: String

    @OptionGroup var writer: WriterOption

    @OptionGroup var parts: PostParts

    @Option(help: "The port (default: any free port).")
    var port: Int?

    @OptionGroup var options: PodOptions

    func validate() throws {
        try parts.checkAlts()
        if let port, !(0...65_535).contains(port) {
            throw ValidationError("--port is a number up to 65535.")
        }
        if file == "-" { throw ValidationError("A preview needs a file.") }
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let preview = try Preview(of: pod.folder)
        let shown = PreviewedFile(
            name: file, author: author, parts: parts, pod: pod, preview: preview)
        let path: String
        do {
            path = try await shown.show()
        } catch {
            try preview.end()
            throw error
        }
        let (builds, signal) = AsyncStream.makeStream(of: Void.self)
        let server = PreviewServer(pod: pod, preview: preview, port: port ?? 0, builds: builds)
        let watcher = PreviewedFileWatcher(file: shown, signal: signal)
        try await server.run([server.service(openingAt: path), watcher])
    }
}
