// A GIF is a screen descriptor, then blocks: extensions (21), images (2C), the trailer (3B).
// Frames are counted by walking over all of them. Spec: GIF89a.
extension ImageHeader {
    static func gif(_ reader: inout ByteReader) throws(ImagingError) -> ImageHeader {
        var width = 0
        var height = 0
        var frames = 0
        _ = try reader.gifBlocks { (block: GIFBlock) throws(ImagingError) in
            switch block.kind {
            case .screen(let screenWidth, let screenHeight):
                width = screenWidth
                height = screenHeight
            case .image(let right, let bottom):
                frames += 1
                width = max(width, right)
                height = max(height, bottom)
            case .extension, .trailer: break
            }
        }
        return ImageHeader(format: .gif, width: width, height: height, frameCount: frames)
    }
}
