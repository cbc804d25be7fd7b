/// Writes entities byte for byte as the reference library does: two spaces a level, everything
/// outside ASCII as a reference, empty elements closed at once.
///
/// A carriage return is written as a reference too: readers would take a bare one for a line feed,
/// and signatures would break.
/// Spec: diaspora* federation protocol, "XML Serialization"; XML 1.0, section 2.11.
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
        escape(text)
        put("</\(name)>\n")
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": put("&amp;")
            case "<": put("&lt;")
            case ">": put("&gt;")
            case "\r": put("&#xD;")
            case _ where scalar.isASCII && scalar.isAllowedInXML: bytes.append(UInt8(scalar.value))
            default:
                let written = scalar.isAllowedInXML ? scalar : "\u{FFFD}"
                put("&#x\(String(written.value, radix: 16, uppercase: true));")
            }
        }
    }

    private mutating func indent(_ depth: Int) {
        for _ in 0..<2 * depth { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }
}
