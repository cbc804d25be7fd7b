/// One component of a dotted name, with its hash beside it.
///
/// Hashes are compared first, so that a look-up in a record seldom compares texts, and none is hashed
/// while a template is rendered.
struct TemplateName: Sendable, Equatable {
    let text: String
    let hash: UInt64

    init(_ text: String) {
        self.text = text
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.hash = hash
    }

    /// The bit of the name in the mask of a record.
    var bit: UInt64 { 1 << (hash >> 58) }

    static func == (one: TemplateName, other: TemplateName) -> Bool {
        one.hash == other.hash && one.text == other.text
    }
}
