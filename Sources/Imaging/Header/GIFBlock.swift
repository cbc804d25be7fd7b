/// One part of a GIF, with all its bytes.
struct GIFBlock {
    enum Kind: Equatable {
        /// Header, screen descriptor and global colours.
        case screen(width: Int, height: Int)
        /// - application: The name of an application extension, for instance `NETSCAPE2.0`.
        case `extension`(label: UInt8, application: String?)
        /// Where the frame ends on the screen.
        case image(right: Int, bottom: Int)
        case trailer
    }

    let kind: Kind
    let bytes: ArraySlice<UInt8>
}

extension ByteReader {
    /// Walks over the parts of a GIF up to the trailer, which may be missing.
    ///
    /// - Throws: ``ImagingError/damaged(reason:)`` if a part is cut off or unknown.
    mutating func gifBlocks(
        _ body: (GIFBlock) throws(ImagingError) -> Void
    ) throws(ImagingError) {
        var whole = self
        func block(_ kind: GIFBlock.Kind, _ whole: inout ByteReader, end: Int)
            throws(ImagingError) -> GIFBlock
        {
            GIFBlock(kind: kind, bytes: try whole.take(whole.bytes.count - end))
        }

        try skip(6)
        let width = try littleEndian(2)
        let height = try littleEndian(2)
        let flags = try byte()
        try skip(2)
        try skipColours(flags)
        try body(block(.screen(width: width, height: height), &whole, end: bytes.count))

        while !isAtEnd {
            let kind: GIFBlock.Kind
            switch try byte() {
            case 0x21: kind = try gifExtension()
            case 0x2C: kind = try gifImage()
            case 0x3B: kind = .trailer
            default: throw .damaged(reason: "it has an unknown block")
            }
            try body(block(kind, &whole, end: bytes.count))
            if kind == .trailer { return }
        }
    }

    private mutating func gifExtension() throws(ImagingError) -> GIFBlock.Kind {
        let label = try byte()
        let isApplication = label == 0xFF && bytes.first == 11 && bytes.count > 11
        let name = isApplication ? bytes.dropFirst().prefix(11) : []
        try skipSubBlocks()
        return .extension(
            label: label, application: isApplication ? String(decoding: name, as: UTF8.self) : nil)
    }

    private mutating func gifImage() throws(ImagingError) -> GIFBlock.Kind {
        let left = try littleEndian(2)
        let top = try littleEndian(2)
        let right = left + (try littleEndian(2))
        let bottom = top + (try littleEndian(2))
        try skipColours(try byte())
        try skip(1)
        try skipSubBlocks()
        return .image(right: right, bottom: bottom)
    }

    private mutating func skipColours(_ flags: UInt8) throws(ImagingError) {
        if flags & 0x80 != 0 { try skip(3 << (Int(flags & 7) + 1)) }
    }

    private mutating func skipSubBlocks() throws(ImagingError) {
        while true {
            let length = Int(try byte())
            if length == 0 { return }
            try skip(length)
        }
    }
}
