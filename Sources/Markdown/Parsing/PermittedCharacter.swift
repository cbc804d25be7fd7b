/// Whether HTML and XML may hold the character that starts at a place of a text.
///
/// Spec: HTML, 13.1.4 (no controls, no noncharacters); XML 1.0, production 2.
struct PermittedCharacter {
    let length: Int
    let isPermitted: Bool

    /// - Parameter index: A byte that ``Swift/UInt8/needsEscape`` singled out.
    init(at index: Int, in text: UnsafeBufferPointer<UInt8>) {
        let byte = text[index]
        switch byte {
        case 0x00..<0x20, 0x7F:
            (length, isPermitted) = (1, false)
        case 0xC2:
            let second = text.byte(at: index + 1) ?? 0
            (length, isPermitted) = (min(2, text.count - index), second >= 0xA0)
        case 0xEF:
            let second = text.byte(at: index + 1) ?? 0
            let third = text.byte(at: index + 2) ?? 0
            let isNoncharacter =
                (second == 0xB7 && third >= 0x90 && third <= 0xAF)
                || (second == 0xBF && third >= 0xBE)
            (length, isPermitted) = (min(3, text.count - index), !isNoncharacter)
        case 0xF0...0xFF:
            let second = text.byte(at: index + 1) ?? 0
            let isLastOfPlane =
                second & 0x0F == 0x0F && text.byte(at: index + 2) == 0xBF
                && (text.byte(at: index + 3) ?? 0) >= 0xBE
            (length, isPermitted) = (min(4, text.count - index), !isLastOfPlane)
        default:
            (length, isPermitted) = (1, true)
        }
    }
}
