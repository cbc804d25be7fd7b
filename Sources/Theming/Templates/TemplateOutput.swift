internal import Escaping

/// The bytes that a run has written.
struct TemplateOutput {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(32_768) }

    /// Appends a value: texts, and the names of flags; lists and records are nothing by themselves.
    mutating func append(_ value: TemplateValue, isEscaped: Bool) {
        switch value {
        case .text(var text):
            text.withUTF8 { text in
                if isEscaped {
                    HTMLEscaping.anyAttribute.append(text, to: &bytes)
                } else {
                    bytes.append(contentsOf: text)
                }
            }
        case .flag(let isTrue): bytes += (isTrue ? "true" : "false").utf8
        case .list, .record: break
        }
    }

    mutating func append(_ text: [UInt8], from start: Int, to end: Int) {
        text.withUnsafeBufferPointer { text in
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
        }
    }
}
