extension ImageCleaner {
    /// Keeps screen, frames, their timing and the number of rounds.
    static func gif(_ bytes: [UInt8]) throws(ImagingError) -> [UInt8] {
        var reader = ByteReader(bytes)
        var output: [UInt8] = []
        try reader.gifBlocks { (block: GIFBlock) throws(ImagingError) in
            switch block.kind {
            case .screen, .image, .extension(label: 0xF9, _),
                .extension(_, application: "NETSCAPE2.0"):
                output += block.bytes
            case .extension, .trailer: break
            }
        }
        return output + [0x3B]
    }
}
