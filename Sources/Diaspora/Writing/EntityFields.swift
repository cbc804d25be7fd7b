import Foundation

/// The properties of an entity in the order in which the reference declares and writes them.
struct EntityFields {
    indirect enum Value {
        case text(String)
        case boolean(Bool)
        case integer(Int)
        case timestamp(Date)
        case entity(EntityFields)
        /// Nested entities; JSON gathers them under a name of their own.
        case list(plural: String, [EntityFields])

        /// The text as it stands in XML and in signatures, or nil for nested entities.
        var text: String? {
            switch self {
            case .text(let text): text
            case .boolean(let value): value ? "true" : "false"
            case .integer(let number): String(number)
            case .timestamp(let date): Timestamp.write(date)
            case .entity, .list: nil
            }
        }
    }

    struct Field {
        let name: String
        let value: Value
    }

    let name: String
    private(set) var list: [Field] = []
    /// The names in the order of the signature, if this is a relayable.
    var propertyOrder: [String]?

    init(_ name: String) {
        self.name = name
    }

    mutating func add(_ name: String, _ text: String) {
        list.append(Field(name: name, value: .text(text)))
    }
    mutating func add(_ name: String, _ id: DiasporaID) { add(name, id.description) }
    mutating func add(_ name: String, _ guid: GUID) { add(name, guid.string) }
    mutating func add(_ name: String, _ value: Bool) {
        list.append(Field(name: name, value: .boolean(value)))
    }

    /// Adds a text unless it is nil or empty, as readers take an empty one for a missing one.
    mutating func add(optional name: String, _ text: String?) {
        if let text, !text.isEmpty { add(name, text) }
    }

    mutating func add(optional name: String, _ date: Date?) {
        if let date { list.append(Field(name: name, value: .timestamp(date))) }
    }

    mutating func add(optional name: String, _ number: Int?) {
        if let number { list.append(Field(name: name, value: .integer(number))) }
    }

    mutating func add(optional name: String, _ value: Bool?) {
        if let value { add(name, value) }
    }

    mutating func add(_ entity: EntityFields?) {
        if let entity { list.append(Field(name: entity.name, value: .entity(entity))) }
    }

    mutating func add(_ name: String, plural: String, _ entities: [EntityFields]) {
        list.append(Field(name: name, value: .list(plural: plural, entities)))
    }
}
