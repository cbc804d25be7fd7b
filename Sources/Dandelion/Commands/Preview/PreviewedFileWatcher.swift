import Foundation
import ServiceLifecycle

/// Shows a file again whenever it is saved.
struct PreviewedFileWatcher: Service {
    let file: PreviewedFile
    let signal: AsyncStream<Void>.Continuation

    func run() async throws {
        let url = URL(filePath: file.name)
        var known = FolderStamp.lines(of: url)
        for await _ in AsyncTimerSequence.ticks(every: .milliseconds(300))
            .cancelOnGracefulShutdown()
        {
            let now = FolderStamp.lines(of: URL(filePath: file.name))
            guard now != known else { continue }
            known = now
            do {
                try await file.show()
                signal.yield()
            } catch {
                for text in ErrorText.texts(for: error) {
                    file.pod.console.complain("error: " + text)
                }
            }
        }
    }
}
