import Escaping

/// A value of `dandelion.toml`, of one of the four kinds that settings have.
enum SettingValue: Sendable, Equatable {
    case text(String)
    case flag(Bool)
    case number(Int)
    case list([String])

    /// The kinds, as a message names what it expected.
    enum Kind: String, Sendable {
        case text = "a string"
        case flag = "true or false"
        case number = "a whole number"
        case list = "a list of strings"
    }

    /// The value as TOML writes it.
    var toml: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .flag(let flag): String(flag)
        case .number(let number): String(number)
        case .list(let list): "[" + list.map(Self.quoted).joined(separator: ", ") + "]"
        }
    }

    /// Reads the value of an environment variable; the strings of a list stand between commas.
    init(variable: String, kind: Kind) throws(SettingComplaint) {
        switch kind {
        case .text: self = .text(variable)
        case .flag:
            guard let flag = Bool(variable) else { throw .init("expected \(kind.rawValue)") }
            self = .flag(flag)
        case .number:
            guard let number = Int(variable) else { throw .init("expected \(kind.rawValue)") }
            self = .number(number)
        case .list:
            let items = variable.split(separator: ",").map { $0.trimmed }
            self = .list(items.filter { !$0.isEmpty })
        }
    }

    /// Quotes a text as a basic string. Spec: TOML 1.0.0, "String".
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                "\\u00" + Hexadecimal.encode([UInt8(scalar.value)])
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
