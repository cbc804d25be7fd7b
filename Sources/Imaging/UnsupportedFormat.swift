/// Names what people send instead of a supported picture, so that the refusal can say it.
enum UnsupportedFormat: String {
    case svg = "an SVG drawing"
    case heic = "a HEIC or AVIF picture"
    case pdf = "a PDF document"
    case tiff = "a TIFF picture"
    case bmp = "a BMP picture"
    case jxl = "a JPEG XL picture"

    init?(detecting bytes: [UInt8]) {
        let start = Array(bytes.prefix(1_024))
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if start.dropFirst(4).starts(with: "ftyp".utf8) {
            self = .heic
        } else if text.hasPrefix("%pdf") {
            self = .pdf
        } else if start.starts(with: [0x49, 0x49, 0x2A, 0])
            || start.starts(with: [0x4D, 0x4D, 0, 0x2A])
        {
            self = .tiff
        } else if text.hasPrefix("bm") {
            self = .bmp
        } else if start.starts(with: [0xFF, 0x0A]) || start.dropFirst(4).starts(with: "JXL ".utf8) {
            self = .jxl
        } else if text.contains("<svg") {
            self = .svg
        } else {
            return nil
        }
    }
}
