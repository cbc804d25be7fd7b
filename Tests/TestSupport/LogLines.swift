public import Logging
import Synchronization

/// The lines that were logged: message and metadata, a line an event.
public final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])
    private let level: Logger.Level

    public var all: [String] { lines.withLock { $0 } }

    public init(level: Logger.Level = .info) {
        self.level = level
    }

    public var logger: Logger {
        Logger(label: "test") { _ in Handler(lines: self, logLevel: level) }
    }

    private struct Handler: LogHandler {
        let lines: LogLines
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        init(lines: LogLines, logLevel: Logger.Level) {
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
