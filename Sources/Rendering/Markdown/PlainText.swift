/// A text without its markup, in the making.
struct PlainText {
    private(set) var bytes: [UInt8] = []
    /// Where the text goes on after its title.
    private(set) var bodyStart = 0
    /// Paragraphs of the body, as far as an excerpt can need them.
    private(set) var paragraphs: [UInt8] = []
    private var blockStart = 0

    private static let paragraphBytes = 1_600

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Starts a block: a paragraph, a heading, a row, code.
    mutating func startBlock() {
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        blockStart = bytes.count
    }

    /// Ends a paragraph of the body.
    mutating func endParagraph() {
        guard paragraphs.count < Self.paragraphBytes, bytes.count > blockStart else { return }
        if !paragraphs.isEmpty { paragraphs.append(0x20) }
        paragraphs.append(contentsOf: bytes[blockStart...].prefix(Self.paragraphBytes))
    }

    /// Ends the title.
    mutating func endTitle() { bodyStart = bytes.count }

    @inline(__always) mutating func append(_ byte: UInt8) { bytes.append(byte) }

    @inline(__always) mutating func append(plain run: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: run)
    }

    mutating func append(_ text: String) { append(Array(text.utf8)) }

    mutating func append(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { append(filtering: $0) }
    }

    /// Adds text without the characters that no document may hold.
    mutating func append(filtering text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < text.count {
            guard text[index].needsEscape else {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            index += appendCharacter(at: index, in: text)
            start = index
        }
        bytes.append(contentsOf: text[start..<index])
    }

    /// Adds the one character that starts here.
    ///
    /// - Returns: How many bytes of the text that was.
    @discardableResult
    mutating func appendCharacter(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        let character = PermittedCharacter(at: index, in: text)
        if character.isPermitted {
            bytes.append(contentsOf: text[index..<index + character.length])
        } else {
            bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
        }
        return character.length
    }

    /// Ends the last block.
    mutating func finish() {
        while let last = bytes.last, last == 0x0A { bytes.removeLast() }
        bodyStart = min(bodyStart, bytes.count)
    }

    /// How many characters (Unicode scalars) it is long.
    var length: Int {
        bytes.reduce(into: 0) { if !$1.isContinuation { $0 += 1 } }
    }
}
