/// JSON with its names in the order given, one value a line, as pods write their documents.
///
/// Spec: RFC 8259.
enum PrettyJSON {
    case members([Member])
    case array([PrettyJSON])
    case string(String)
    case number(Int)
    case boolean(Bool)

    struct Member {
        let name: String
        let value: PrettyJSON
    }

    static func object(_ members: [(name: String, value: PrettyJSON)]) -> PrettyJSON {
        .members(members.map { Member(name: $0.name, value: $0.value) })
    }

    /// Ends with a newline.
    var bytes: [UInt8] { Array((text(indent: "") + "\n").utf8) }

    private func text(indent: String) -> String {
        let inner = indent + "  "
        switch self {
        case .members(let members):
            let lines = members.map { Self.quoted($0.name) + ": " + $0.value.text(indent: inner) }
            return Self.block(lines, "{", "}", indent: indent)
        case .array(let elements):
            return Self.block(
                elements.map { $0.text(indent: inner) }, "[", "]", indent: indent)
        case .string(let string): return Self.quoted(string)
        case .number(let number): return "\(number)"
        case .boolean(let boolean): return boolean ? "true" : "false"
        }
    }

    private static func block(
        _ lines: [String], _ start: String, _ end: String, indent: String
    ) -> String {
        if lines.isEmpty { return start + end }
        let joined = lines.joined(separator: ",\n\(indent)  ")
        return "\(start)\n\(indent)  \(joined)\n\(indent)\(end)"
    }

    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
