/// A text without its markup, in the making.
struct PlainText {
    private(set) var bytes: [UInt8] = []
    /// The text of the body's paragraphs, as far as an excerpt can need it.
    private var paragraphs = TextBeginning()
    /// The text of all blocks of the body except the final tags, as far as an excerpt can need it.
    private var blocks = TextBeginning()
    private var tags = TextBeginning()
    /// The descriptions of the body's pictures, as far as an excerpt can need them.
    private var pictures = TextBeginning()
    private var blockStart = 0
    private var place = TextBeginning.Place.alone
    /// The ranges of pictures in the current block.
    private var pictureRanges: [Range<Int>] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Starts a block: a paragraph, a heading, a row, code.
    mutating func startBlock(as place: TextBeginning.Place = .alone) {
        endBlock()
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        blockStart = bytes.count
        self.place = place
    }

    /// Ends a paragraph of the body.
    mutating func endParagraph() {
        paragraphs.add(bytes[blockStart...], leavingOut: pictureRanges, as: place)
    }

    /// Ends a paragraph that files the text under its tags.
    mutating func endTags() {
        tags.add(bytes[blockStart...])
        leaveBlock()
    }

    /// Ends the title, which is not of the body.
    mutating func endTitle() { leaveBlock() }

    /// Adds the description of a picture, which excerpts include only if there are no other words.
    mutating func appendPicture(_ words: [UInt8]) {
        let start = bytes.count
        append(words)
        guard bytes.count > start else { return }
        pictureRanges.append(start..<bytes.count)
        pictures.add(bytes[start...], as: .item)
    }

    private mutating func endBlock() {
        blocks.add(bytes[blockStart...], leavingOut: pictureRanges, as: place)
        leaveBlock()
    }

    private mutating func leaveBlock() {
        pictureRanges.removeAll(keepingCapacity: true)
        blockStart = bytes.count
    }

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
    /// - Returns: The number of bytes of the text that were read.
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
        endBlock()
        while let last = bytes.last, last == 0x0A { bytes.removeLast() }
        blockStart = min(blockStart, bytes.count)
    }

    /// The name of a text without a title: its first words.
    var name: String { TextCut.cut(first(of: [blocks, pictures, tags]), to: 70) }

    /// The text in short, of its paragraphs if it has any.
    var excerpt: String { TextCut.cut(first(of: [paragraphs, blocks, pictures, tags]), to: 200) }

    private func first(of beginnings: [TextBeginning]) -> [UInt8] {
        beginnings.first { !$0.isEmpty }?.bytes ?? []
    }

    /// The length in characters (Unicode scalars).
    var length: Int {
        bytes.reduce(into: 0) { if !$1.isContinuation { $0 += 1 } }
    }
}
