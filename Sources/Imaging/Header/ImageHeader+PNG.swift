// A PNG is a signature and a row of chunks: length, type, content, checksum. The first one is IHDR.
// Animations (APNG) are taken for their still picture. Spec: W3C PNG, third edition, section 5.
extension ImageHeader {
    static func png(_ reader: inout ByteReader) throws(ImagingError) -> ImageHeader {
        try reader.skip(8)
        var size: (width: Int, height: Int)?
        var orientation = 1
        var hasColorProfile = false
        while true {
            let length = try reader.bigEndian(4)
            let type = String(decoding: try reader.take(4), as: UTF8.self)
            if size == nil, type != "IHDR" { throw .damaged(reason: "it has no IHDR") }
            if let size, type == "IDAT" || type == "IEND" {
                return ImageHeader(
                    format: .png, width: size.width, height: size.height, orientation: orientation,
                    hasColorProfile: hasColorProfile)
            }
            var content = ByteReader(try reader.take(length))
            try reader.skip(4)
            switch type {
            case "IHDR" where size == nil:
                size = (try content.bigEndian(4), try content.bigEndian(4))
            case "eXIf": orientation = ExifOrientation.read(content.bytes)
            case "iCCP": hasColorProfile = true
            default: break
            }
        }
    }
}
