internal import Escaping
internal import Foundation

/// Records as the reasons of rows.
extension ErrorRecord {
    /// The record as JSON, with values and lists cut until a row holds it; nil if there are too many of them.
    ///
    /// Values are escaped first: the store escapes reasons (`EscapedText`), which must not change the JSON.
    public var stored: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for bounds in Bounds.all {
            guard let data = try? encoder.encode(escaped(within: bounds)) else { return nil }
            if data.count <= EscapedText.reasonBytes {
                return String(decoding: data, as: UTF8.self)
            }
        }
        return nil
    }

    /// The record as a row keeps it, or its technical text where it is too long for that.
    public var reason: String { stored ?? description }

    /// The reason that a row keeps of an error: the details, where they can be worded, or a technical text.
    public static func reason(of error: any Error) -> String {
        ErrorRecord(recording: error)?.reason ?? "\(error)"
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
        self = record.escaped(within: .widest)
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
}
