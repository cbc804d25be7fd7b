internal import Escaping

/// A writer of JSON-LD for a `<script>` element, which no text can end.
///
/// Vocabulary: schema.org. Keys come in the order they are added, so that equal values give equal
/// bytes.
struct JSONLD {
    private var json = JSONWriter(escaping: .scriptElement)

    init(type: String, isRoot: Bool = true) {
        json.beginObject()
        if isRoot { add("@context", "https://schema.org") }
        add("@type", type)
    }

    mutating func add(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        json.string(key, value)
    }

    mutating func add(_ key: String, _ value: Int) {
        json.number(key, value)
    }

    mutating func add(_ key: String, _ value: JSONLD) {
        json.member(key, written: value.bytes)
    }

    mutating func add(_ key: String, _ values: [String]) {
        json.strings(key, values)
    }

    var description: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] {
        var json = json
        json.endObject()
        return json.bytes
    }
}
