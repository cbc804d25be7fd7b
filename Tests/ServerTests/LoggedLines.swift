import Logging
import Synchronization

/// The lines of a server's log: message and all values, a line an event.
final class LoggedLines: Sendable {
    private let lines = Mutex<[String]>([])
    private let level: Logger.Level

    var all: [String] { lines.withLock { $0 } }

    init(level: Logger.Level = .info) {
        self.level = level
    }

    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self, logLevel: level) } }

    private struct Handler: LogHandler {
        let lines: LoggedLines
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        init(lines: LoggedLines, logLevel: Logger.Level) {
            self.lines = lines
            self.logLevel = logLevel
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let values = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            let line = ["\(event.message)"] + values.map { "\($0.key)=\($0.value)" }
            lines.lines.withLock { $0.append(line.joined(separator: " ")) }
        }
    }
}
