internal import Escaping

/// Writes entities as they stand in archives:
/// `{"entity_type":"…","entity_data":{…},"property_order":[…]}`.
///
/// Spec: diaspora* federation protocol, "JSON Serialization".
struct EntityJSONWriter {
    private var json = JSONWriter(escaping: .plain)

    init(_ fields: EntityFields) {
        json.object { Self.write(fields, to: &$0) }
    }

    var text: String { String(decoding: json.bytes, as: UTF8.self) }

    private static func write(_ fields: EntityFields, to json: inout JSONWriter) {
        json.string("entity_type", fields.name)
        json.object("entity_data") { data in
            for field in fields.list { write(field, to: &data) }
        }
        if let order = fields.propertyOrder {
            json.array("property_order") { list in
                for name in order { list.value(name.sanitizedForXML) }
            }
        }
    }

    private static func write(_ field: EntityFields.Field, to json: inout JSONWriter) {
        let name = field.name.sanitizedForXML
        switch field.value {
        case .text(let text): json.string(name, text.sanitizedForXML)
        case .boolean(let value): json.boolean(name, value)
        case .integer(let number): json.number(name, number)
        case .timestamp(let date): json.string(name, Timestamp.write(date))
        case .entity(let entity): json.object(name) { write(entity, to: &$0) }
        case .list(let plural, let entities):
            json.array(plural) { list in
                for entity in entities { list.object { write(entity, to: &$0) } }
            }
        }
    }
}
