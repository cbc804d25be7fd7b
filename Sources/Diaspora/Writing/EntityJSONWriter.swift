/// Writes entities as they stand in archives:
/// `{"entity_type":"…","entity_data":{…},"property_order":[…]}`.
///
/// Spec: diaspora* federation protocol, "JSON Serialization".
struct EntityJSONWriter {
    private(set) var text = ""

    init(_ fields: EntityFields) {
        write(fields)
    }

    private mutating func write(_ fields: EntityFields) {
        text += "{\"entity_type\":"
        write(fields.name)
        text += ",\"entity_data\":{"
        var isFirst = true
        for field in fields.list {
            if !isFirst { text += "," }
            isFirst = false
            if case .list(let plural, _) = field.value { write(plural) } else { write(field.name) }
            text += ":"
            write(field.value)
        }
        text += "}"
        if let order = fields.propertyOrder {
            text += ",\"property_order\":["
            write(order) { $0.write($1) }
            text += "]"
        }
        text += "}"
    }

    private mutating func write(_ value: EntityFields.Value) {
        switch value {
        case .text(let text): write(text)
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let number): text += String(number)
        case .timestamp(let date): write(Timestamp.write(date))
        case .entity(let entity): write(entity)
        case .list(_, let entities):
            text += "["
            write(entities) { $0.write($1) }
            text += "]"
        }
    }

    private mutating func write<Item>(_ items: [Item], each: (inout Self, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            each(&self, item)
        }
    }

    /// Spec: RFC 8259, section 7.
    private mutating func write(_ string: String) {
        text += "\""
        for scalar in string.sanitizedForXML.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
