import Foundation
import Logging
import SystemPackage

/// Logs a line an event: time and level, one sentence, then the values in the order of their names.
///
///     2026-11-29T11:55:28+0000 info built pages: files=4 pages=12
///
/// A value that could be taken for several stands in quotation marks. It writes what it gets: another
/// handler in front of it escapes.
struct LineLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.info
    private let write: @Sendable (String) -> Void

    /// - Parameter write: Takes a line with its end.
    init(write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    /// Makes one that writes to standard error.
    static func standardError() -> LineLogHandler {
        LineLogHandler { line in
            // There is no place left to say that this one cannot be written.
            _ = try? FileDescriptor.standardError.writeAll(line.utf8)
        }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { "\($0.key)=\(Self.quoted("\($0.value)"))" }
        let start = "\(Self.timestamp()) \(event.level) \(event.message)"
        write(start + (values.isEmpty ? "" : ": ") + values.joined(separator: " ") + "\n")
    }

    private static func quoted(_ value: String) -> String {
        guard value.isEmpty || value.utf8.contains(where: { " \"=\\".utf8.contains($0) })
        else { return value }
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped + "\""
    }

    /// Returns the local time, such as `2026-11-29T11:55:28+0000`.
    private static func timestamp() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            guard let start = buffer.baseAddress,
                strftime(start, buffer.count, "%Y-%m-%dT%H:%M:%S%z", &parts) > 0
            else { return "" }
            return String(cString: start)
        }
    }
}
