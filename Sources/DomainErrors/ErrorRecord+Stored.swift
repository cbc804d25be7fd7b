internal import Escaping
internal import Foundation

/// Records as the reasons of rows.
extension ErrorRecord {
    /// Bytes that are kept of a value.
    private static let valueBytes = 400

    /// The record as JSON; nil if a row holds no reason of that length.
    ///
    /// Values are escaped first: the store escapes reasons (`EscapedText`), which must not change the JSON.
    public var stored: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(escaped),
            data.count <= EscapedText.reasonBytes
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// The record as a row keeps it, or its technical text where it is too long for that.
    public var reason: String { stored ?? description }

    /// The reason that a row keeps of an error: the facts, where there are any, or a technical text.
    public static func reason(of error: any Error) -> String {
        (error as? any DomainError)?.record.reason ?? "\(error)"
    }

    /// Reads a stored reason.
    ///
    /// - Returns: nil for a reason that is a text, and for a record with other names than this program gives.
    public init?(stored text: String) {
        guard text.hasPrefix("{"),
            let record = try? JSONDecoder().decode(ErrorRecord.self, from: Data(text.utf8)),
            record.hasPlainNames
        else { return nil }
        // JSON can hold what the store has escaped: a reason that a stranger wrote may look like a record.
        self = record.escaped
    }

    /// Whether the code and the names of values, those of causes too, are `[a-z0-9_.]+`.
    private var hasPlainNames: Bool {
        Self.isPlain(code) && values.keys.allSatisfy(Self.isPlain)
            && values.values.allSatisfy { value in
                if case .error(let cause) = value { cause.hasPlainNames } else { true }
            }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    private var escaped: ErrorRecord {
        ErrorRecord(
            code: code, field: field,
            values: values.mapValues { value in
                switch value {
                case .text(let text): .text(Self.escaped(text))
                case .number: value
                case .list(let list): .list(list.map(Self.escaped))
                case .error(let record): .error(record.escaped)
                }
            })
    }

    private static func escaped(_ text: String) -> String {
        EscapedText(text, maximumBytes: valueBytes).description
    }
}
