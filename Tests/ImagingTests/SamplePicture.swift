import Foundation

/// Pictures made for the tests, and the files of `Fixtures/`.
enum SamplePicture {
    static func fixture(_ name: String) throws -> [UInt8] {
        let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
        return Array(try Data(contentsOf: folder.appending(path: name)))
    }

    /// A JPEG with an EXIF segment before everything else: orientation, a description and a place
    /// on earth (IFD0 with tags 010E, 0112 and 8825, and a GPS directory).
    static func jpegWithPlace(orientation: UInt8 = 6) throws -> [UInt8] {
        var tiff: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 3]
        tiff += [0x01, 0x0E, 0, 2, 0, 0, 0, 8, 0, 0, 0, 50]
        tiff += [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        tiff += [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 58, 0, 0, 0, 0]
        tiff += Array("CANARY!\0".utf8)
        tiff += [0, 2, 0, 1, 0, 2, 0, 0, 0, 2, 0x4E, 0, 0, 0]
        tiff += [0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 88, 0, 0, 0, 0]
        tiff += [0, 0, 0, 52, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 59, 0, 0, 0, 1]
        let exif = Array("Exif\0\0".utf8) + tiff
        let comment = Array("CANARY comment".utf8)
        let jpeg = try fixture("photo.jpg")
        var result = Array(jpeg.prefix(2))
        result += [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
        result += [0xFF, 0xFE, 0, UInt8(comment.count + 2)] + comment
        return result + Array(jpeg.dropFirst(2))
    }

    /// A GIF of one colour: `frames` times the whole screen.
    static func gif(width: Int, height: Int, frames: Int = 1) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
        var gif = Array("GIF89a".utf8) + number(width) + number(height) + [0x80, 0, 0]
        gif += [0, 0, 0, 255, 255, 255]
        // Clear code and end code are all the coded data: the rest of the frame stays empty.
        let frame =
            [0x21, 0xF9, 4, 0, 10, 0, 0, 0] + [0x2C, 0, 0, 0, 0] + number(width) + number(height)
            + [0, 2, 1, 0x2C, 0]
        for _ in 0..<frames { gif += frame }
        return gif + [0x3B]
    }

    /// The beginning of a PNG: signature, IHDR, and an IDAT without content.
    static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] {
            (0..<4).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
        }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return signature + number(13) + Array("IHDR".utf8) + number(width) + number(height)
            + [8, 2, 0, 0, 0] + number(0) + number(0) + Array("IDAT".utf8) + number(0)
    }

    /// The beginning of a JPEG, up to its frame header.
    static func jpegHeader(width: Int, height: Int) -> [UInt8] {
        let size = [
            UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF),
        ]
        return [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8] + size + [1, 1, 0x11, 0, 0xFF, 0xD9]
    }

    /// A WebP of which only the canvas is told.
    static func webpHeader(width: Int, height: Int, frames: Int = 0) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) }
        }
        var chunks = Array("VP8X".utf8) + number(10, 4) + [2, 0, 0, 0]
        chunks += number(width - 1, 3) + number(height - 1, 3)
        for _ in 0..<frames { chunks += Array("ANMF".utf8) + number(0, 4) }
        return Array("RIFF".utf8) + number(chunks.count + 4, 4) + Array("WEBP".utf8) + chunks
    }
}

extension Array where Element == UInt8 {
    func contains(text: String) -> Bool {
        Data(self).range(of: Data(text.utf8)) != nil
    }
}
