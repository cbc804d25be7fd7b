import Foundation
import Imaging
import Testing

@Suite struct ImageHeaderTests {
    @Test(arguments: [
        ("photo.jpg", ImageFormat.jpeg, 1600, 1200, 1), ("grey.jpg", .jpeg, 1600, 1200, 1),
        ("cmyk.jpg", .jpeg, 400, 300, 1), ("drawing.png", .png, 120, 80, 1),
        ("photo.webp", .webp, 200, 150, 1), ("lossless.webp", .webp, 64, 48, 1),
        ("animated.gif", .gif, 320, 240, 6), ("animated.webp", .webp, 320, 240, 6),
    ])
    func sizesAreReadWithoutDecoding(
        name: String, format: ImageFormat, width: Int, height: Int, frames: Int
    ) throws {
        let header = try ImageHeader(parsing: SamplePicture.fixture(name))

        #expect(header.format == format)
        #expect(header.width == width)
        #expect(header.height == height)
        #expect(header.frameCount == frames)
        #expect(header.isAnimated == (frames > 1))
        #expect(header.totalPixels == width * height * frames)
    }

    @Test(arguments: ["tagged.jpg", "tagged.png", "tagged.webp"])
    func coloursWithAProfileAreNoticed(name: String) throws {
        let plain = "photo." + (name.split(separator: ".").last ?? "")

        #expect(try ImageHeader(parsing: SamplePicture.fixture(name)).hasColorProfile)
        guard plain != "photo.png" else { return }
        #expect(try !ImageHeader(parsing: SamplePicture.fixture(plain)).hasColorProfile)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt8])
    func aPhotoTakenOnItsSideHasTheSizeItIsShownWith(orientation: UInt8) throws {
        let bytes = try SamplePicture.jpegWithPlace(orientation: orientation)

        let header = try ImageHeader(parsing: bytes)

        #expect(header.width == (orientation < 5 ? 1600 : 1200))
        #expect(header.height == (orientation < 5 ? 1200 : 1600))
    }

    @Test(arguments: [
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        ("<?xml version=\"1.0\"?><!-- --><svg/>", "an SVG drawing"),
        ("%PDF-1.7\n", "a PDF document"), ("BM123456", "a BMP picture"),
        ("....ftypheic....", "a HEIC or AVIF picture"), ("hello", nil), ("", nil),
    ])
    func otherContentIsRefusedByName(content: String, found: String?) {
        #expect(throws: ImagingError.unsupportedType(found: found)) {
            try ImageHeader(parsing: Array(content.utf8))
        }
    }

    @Test(arguments: ["photo.jpg", "drawing.png", "photo.webp", "animated.gif", "animated.webp"])
    func noBeginningOfAFileIsReadBeyondItsEnd(name: String) throws {
        let bytes = try SamplePicture.fixture(name)

        for length in 0..<min(bytes.count, 600) {
            // Long beginnings of some formats have their size in them; none may crash.
            let header = try? ImageHeader(parsing: Array(bytes.prefix(length)))
            #expect(header == nil || length > 20)
        }
    }

    @Test func flippedBytesNeverCrashTheParser() throws {
        for name in ["photo.jpg", "drawing.png", "photo.webp", "animated.gif", "animated.webp"] {
            let bytes = try SamplePicture.fixture(name)
            for position in 0..<min(bytes.count, 400) {
                var broken = bytes
                broken[position] ^= 0xFF
                // Whether it can still be read does not matter here.
                _ = try? ImageHeader(parsing: broken)
            }
        }
    }

    @Test func aPictureWithoutPixelsIsDamaged() {
        #expect(throws: ImagingError.damaged(reason: "it has no pixels")) {
            try ImageHeader(parsing: SamplePicture.pngHeader(width: 0, height: 7))
        }
        #expect(throws: ImagingError.damaged(reason: "it has no pixels")) {
            try ImageHeader(parsing: SamplePicture.gif(width: 7, height: 7, frames: 0))
        }
    }

    @Test func pixelsBeyondCountingDoNotOverflow() throws {
        let bytes = SamplePicture.pngHeader(width: .max, height: .max)

        let header = try ImageHeader(parsing: bytes)

        #expect(header.totalPixels > 1 << 62)
    }

    @Test func everyFormatHasItsExtensionAndMediaType() {
        #expect(ImageFormat.allCases.map(\.fileExtension) == ["jpg", "png", "webp", "gif"])
        #expect(
            ImageFormat.allCases.map(\.mediaType)
                == ["image/jpeg", "image/png", "image/webp", "image/gif"])
    }
}
