/// The access to the bytes of a text within bounds.
extension UnsafeBufferPointer<UInt8> {
    /// Creates a buffer over the bytes of a C string; an empty one for `nil`.
    init(cString: UnsafePointer<CChar>?) {
        guard let cString else {
            self.init(start: nil, count: 0)
            return
        }
        var count = 0
        while cString[count] != 0 { count += 1 }
        let raw = UnsafeRawBufferPointer(start: cString, count: count)
        self = raw.bindMemory(to: UInt8.self)
    }

    @inline(__always) func byte(at index: Int) -> UInt8? {
        index >= 0 && index < count ? self[index] : nil
    }

    func starts(with text: StaticString, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        for offset in 0..<length where self[index + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Decodes the character that starts here.
    func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard let first = byte(at: index) else { return nil }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= count else { return nil }
        var value = length == 1 ? UInt32(first) : UInt32(first & (0xFF >> (UInt8(length) + 1)))
        for offset in stride(from: 1, to: length, by: 1) {
            value = value << 6 | UInt32(self[index + offset] & 0x3F)
        }
        return Unicode.Scalar(value).map { ($0, length) }
    }

    /// Returns the text from an index to the next of a byte, or to the end.
    func text(at start: Int, until end: UInt8) -> String {
        String(decoding: self[Swift.min(start, count)...].prefix { $0 != end }, as: UTF8.self)
    }

    func rebased(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: self[range])
    }
}
