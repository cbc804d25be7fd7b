public import Logging

/// Logs one escaped line an event, whatever stands in it, through another handler.
///
/// Every value of the metadata and the message pass ``EscapedText``; all of them together are cut as
/// well.
public struct EscapingLogHandler: LogHandler {
    /// Bytes of message and metadata; a line has a time, a label and a level beside them.
    static let lineBytes = 3500

    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private var handler: any LogHandler

    public init(_ handler: any LogHandler) {
        self.handler = handler
        metadataProvider = handler.metadataProvider
        // Metadata that the inner handler would add by itself is escaped here too.
        self.handler.metadataProvider = nil
    }

    public var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var values = metadata
        if let metadataProvider { values.merge(metadataProvider.get()) { $1 } }
        if let own = event.metadata {
            if values.isEmpty { values = own } else { values.merge(own) { $1 } }
        }
        if let error = event.error {
            values["error.message"] = "\(error)"
            values["error.type"] = "\(String(reflecting: type(of: error)))"
        }
        var left = Self.lineBytes
        var escaped = event
        escaped.error = nil
        escaped.message = "\(Self.escaped("\(event.message)", &left))"
        escaped.metadata = [:]
        // The smallest first: a long one is cut, not those beside it.
        let texts = values.map { ($0, "\($1)") }
            .sorted { ($0.1.utf8.count, $0.0) < ($1.1.utf8.count, $1.0) }
        for (key, text) in texts {
            escaped.metadata?[Self.escaped(key, &left)] = .string(Self.escaped(text, &left))
        }
        handler.log(event: escaped)
    }

    private static func escaped(_ text: String, _ left: inout Int) -> String {
        let escaped = EscapedText(text, maximumBytes: min(left, EscapedText.reasonBytes))
        left -= escaped.description.utf8.count
        return escaped.description
    }
}
