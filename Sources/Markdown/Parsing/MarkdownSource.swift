/// A text made ready for the parser: mentions and `diaspora://` links are held back, and syntax
/// beyond ``SourceLimits`` is disarmed, both by ``StandIn`` characters.
struct MarkdownSource {
    /// The rewritten text for the parser; `nil` if it can read the original.
    let rewritten: [UInt8]?
    let held: [HeldText]

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = SourceScanner(text)
        scanner.scan()
        rewritten = scanner.output
        held = scanner.held
    }

    /// Restores the held pieces, each as `show` returns it.
    ///
    /// - Parameter unescaping: Whether a backslash that escapes is left out, as in text; in code
    ///   it is a character like others.
    /// - Returns: nil if nothing was held, so that the bytes can be used as they are.
    func restored(
        _ bytes: UnsafeBufferPointer<UInt8>, unescaping: Bool = false,
        show: (HeldText) -> [UInt8] = \.original
    ) -> [UInt8]? {
        guard rewritten != nil, bytes.contains(StandIn.lead.0) else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = 0
        while index < bytes.count {
            guard StandIn.starts(at: index, in: bytes) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            if let character = StandIn.character(for: bytes[index + 2]) {
                result.append(character)
                index += 3
            } else if bytes[index + 2] == StandIn.escapedHash {
                if !unescaping { result.append(UInt8(ascii: "\\")) }
                result.append(UInt8(ascii: "#"))
                index += 3
            } else if let (number, end) = StandIn.reference(at: index, in: bytes),
                number < held.count
            {
                result.append(contentsOf: show(held[number]))
                index = end
            } else {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                index += 3
            }
        }
        return result
    }
}
