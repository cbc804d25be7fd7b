/// The beginning of a text on its way to one line: block after block, each set apart from the one before.
struct TextBeginning {
    /// The kind of block, as far as it decides how the block is separated from the one before.
    enum Place {
        case alone
        /// The beginning of an item of a list, whose items run into each other without a mark between.
        case item
        /// Another block of the same item.
        case restOfItem
    }

    private(set) var bytes: [UInt8] = []
    private var last = Place.alone

    /// The number of bytes kept, more than an excerpt can need.
    private static let maximumBytes = 1_600
    private static let separator = Array(" · ".utf8)

    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a block, unless nothing is left of it or enough is here.
    ///
    /// - Parameter pictures: Parts of the block that are left out, in order.
    mutating func add(
        _ block: ArraySlice<UInt8>, leavingOut pictures: [Range<Int>] = [],
        as place: Place = .alone
    ) {
        guard bytes.count < Self.maximumBytes else { return }
        let words = Self.beginning(of: block, leavingOut: pictures)
        guard words.contains(where: { !$0.isWhitespace }) else { return }
        if !bytes.isEmpty {
            let isParted = place == .item || place == .alone && last != .alone
            if isParted && !endsSentence {
                bytes.append(contentsOf: Self.separator)
            } else {
                bytes.append(0x20)
            }
        }
        bytes.append(contentsOf: words)
        last = place
    }

    private static func beginning(
        of block: ArraySlice<UInt8>, leavingOut pictures: [Range<Int>]
    ) -> [UInt8] {
        var words: [UInt8] = []
        var position = block.startIndex
        for picture in pictures where words.count < maximumBytes {
            words += block[position..<picture.lowerBound].prefix(maximumBytes)
            position = picture.upperBound
        }
        if words.count < maximumBytes { words += block[position...].prefix(maximumBytes) }
        while let last = words.last, last.isWhitespace { words.removeLast() }
        return words
    }

    /// Whether a mark such as a full stop or a colon ends what is here, so that no other need follow.
    private var endsSentence: Bool {
        var start = bytes.count - 1
        while start > 0, bytes[start].isContinuation { start -= 1 }
        let last = bytes.withUnsafeBufferPointer { $0.scalar(at: start)?.scalar }
        return last?.properties.generalCategory == .otherPunctuation
    }
}
