internal import Escaping

/// Writes entities byte for byte as the reference library does: two spaces a level, everything
/// outside ASCII as a reference, empty elements closed at once.
///
/// Spec: diaspora* federation protocol, "XML Serialization".
struct EntityXMLWriter {
    private(set) var bytes: [UInt8] = []

    init(_ fields: EntityFields) {
        bytes.reserveCapacity(1_024)
        write(fields, depth: 0)
        // The last line has no end.
        bytes.removeLast()
    }

    private mutating func write(_ fields: EntityFields, depth: Int) {
        indent(depth)
        guard !fields.list.isEmpty else {
            put("<\(fields.name)/>\n")
            return
        }
        put("<\(fields.name)>\n")
        for field in fields.list {
            switch field.value {
            case .entity(let entity):
                write(entity, depth: depth + 1)
            case .list(_, let entities):
                for entity in entities { write(entity, depth: depth + 1) }
            default:
                write(field.name, field.value.text ?? "", depth: depth + 1)
            }
        }
        indent(depth)
        put("</\(fields.name)>\n")
    }

    private mutating func write(_ name: String, _ text: String, depth: Int) {
        indent(depth)
        guard !text.isEmpty else {
            put("<\(name)/>\n")
            return
        }
        put("<\(name)>")
        XMLEscaping.asciiText.append(text, to: &bytes)
        put("</\(name)>\n")
    }

    private mutating func indent(_ depth: Int) {
        for _ in 0..<2 * depth { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }
}
