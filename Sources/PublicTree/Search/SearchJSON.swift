internal import Escaping

/// JSON of the search files being written. Spec: RFC 8259.
///
/// `<` is written as an escape, so that no title becomes markup wherever a file is shown (attack 27).
struct SearchJSON {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func raw(_ written: some Sequence<UInt8>) {
        bytes.append(contentsOf: written)
    }

    mutating func quote(_ text: String) {
        JSONEscaping.withoutTags.append(text, to: &bytes)
    }

    mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
        JSONEscaping.withoutTags.append(text, to: &bytes)
    }
}
