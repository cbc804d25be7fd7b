import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct PhotoProcessorTests {
    private let name = "0123456789abcdef0123"

    private func process(
        _ bytes: [UInt8], in folder: TemporaryFolder, limits: ImageLimits = .patient,
        named fileName: String? = nil
    ) async throws -> ProcessedPhoto {
        try await PhotoProcessor(limits: limits).process(
            folder.write(bytes), into: folder.url, fileName: fileName ?? name)
    }

    @Test func aWidePhotoGetsAllItsVersions() async throws {
        let folder = try TemporaryFolder()

        let photo = try await process(SamplePicture.fixture("photo.jpg"), in: folder)

        #expect(photo.format == .jpeg)
        #expect(photo.fileName == "\(name).jpg")
        #expect(!photo.isAnimated)
        #expect(
            photo.versions.map { "\($0.name) \($0.width)x\($0.height)" } == [
                " 1600x1200", "thumb_small_ 50x50", "thumb_medium_ 100x75",
                "thumb_large_ 300x225", "scaled_full_ 700x525", "w480_ 480x360", "w960_ 960x720",
                "w1440_ 1440x1080",
            ])
        for version in photo.versions {
            let bytes = Array(try Data(contentsOf: version.file))
            let header = try ImageHeader(parsing: bytes)
            #expect(version.file.lastPathComponent == "\(version.name)\(name).jpg")
            #expect(version.bytes == bytes.count)
            #expect(header.format == .jpeg)
            #expect(header.width == version.width)
            #expect(header.height == version.height)
        }
        #expect(try folder.names.count == 9)
        #expect(try !folder.names.contains { $0.hasPrefix(".") })
    }

    @Test func aSmallPictureIsNeverMadeLargerButFillsItsSquare() async throws {
        let folder = try TemporaryFolder()

        let photo = try await process(
            SamplePicture.fixture("lossless.webp"), in: folder,
            named: "0123456789abcdef0123456789abcdef.exe")

        #expect(photo.fileName == "0123456789abcdef0123456789abcdef.webp")
        #expect(
            photo.versions.map { "\($0.name) \($0.width)x\($0.height)" } == [
                " 64x48", "thumb_small_ 50x50", "thumb_medium_ 64x48", "thumb_large_ 64x48",
                "scaled_full_ 64x48",
            ])
    }

    @Test(arguments: ["animated.gif", "animated.webp"])
    func animationsStayAnimatedWhenScaled(fixture: String) async throws {
        let folder = try TemporaryFolder()

        let photo = try await process(SamplePicture.fixture(fixture), in: folder)

        #expect(photo.isAnimated)
        for version in photo.versions {
            let header = try ImageHeader(parsing: Array(Data(contentsOf: version.file)))
            #expect(header.frameCount == (version.size == .thumbSmall ? 1 : 6))
            #expect(header.width == version.width)
        }
        #expect(
            photo.versions.map { "\($0.name) \($0.width)x\($0.height)" } == [
                " 320x240", "thumb_small_ 50x50", "thumb_medium_ 100x75",
                "thumb_large_ 300x225", "scaled_full_ 320x240",
            ])
    }

    @Test(arguments: ["grey.jpg", "cmyk.jpg", "drawing.png", "tagged.jpg"])
    func otherKindsOfColoursAreTaken(fixture: String) async throws {
        let folder = try TemporaryFolder()
        let bytes = try SamplePicture.fixture(fixture)

        let photo = try await process(bytes, in: folder)

        let header = try ImageHeader(parsing: bytes)
        #expect(photo.format == header.format)
        #expect(photo.width == header.width)
        #expect(photo.height == header.height)
    }

    @Test func theSameFileGivesTheSameBytes() async throws {
        for fixture in ["grey.jpg", "drawing.png", "photo.webp", "animated.gif"] {
            let first = try TemporaryFolder()
            let second = try TemporaryFolder()
            let bytes = try SamplePicture.fixture(fixture)

            let photo = try await process(bytes, in: first)
            _ = try await process(bytes, in: second)
            _ = try await process(bytes, in: second)

            #expect(try first.names == second.names)
            for version in photo.versions {
                let twin = second.url.appending(path: version.file.lastPathComponent)
                #expect(try Data(contentsOf: version.file) == Data(contentsOf: twin))
            }
        }
    }

    @Test func attack29PlaceAndCommentsAreGoneAndThePhotoStandsUpright() async throws {
        let folder = try TemporaryFolder()
        let bytes = try SamplePicture.jpegWithPlace(orientation: 6)
        #expect(bytes.contains(text: "CANARY"))

        let photo = try await process(bytes, in: folder)

        #expect(photo.width == 1200)
        #expect(photo.height == 1600)
        for version in photo.versions {
            let bytes = Array(try Data(contentsOf: version.file))
            #expect(!bytes.contains(text: "Exif"))
            #expect(!bytes.contains(text: "CANARY"))
        }
    }

    @Test(arguments: [
        "drawing.png", "photo.webp", "animated.gif", "animated.webp",
    ])
    func attack29MetadataOfEveryFormatIsGone(fixture: String) async throws {
        let folder = try TemporaryFolder()
        let bytes = try SamplePicture.fixture(fixture)
        #expect(bytes.contains(text: "CANARY"))

        for version in try await process(bytes, in: folder).versions {
            let bytes = Array(try Data(contentsOf: version.file))
            for word in [
                "CANARY", "EXIF", "Exif", "eXIf", "XMP", "xmpmeta", "ICCP", "iCCP", "tEXt",
            ] {
                #expect(!bytes.contains(text: word), "\(word) in \(version.name)")
            }
        }
    }

    @Test(arguments: ["tagged.jpg", "tagged.png", "tagged.webp"])
    func colourProfilesAreAppliedAndLeftOut(fixture: String) async throws {
        let folder = try TemporaryFolder()

        for version in try await process(SamplePicture.fixture(fixture), in: folder).versions {
            let bytes = Array(try Data(contentsOf: version.file))
            #expect(try !ImageHeader(parsing: bytes).hasColorProfile)
            #expect(!bytes.contains(text: "acsp"))
        }
    }

    @Test func attack29ScriptBehindAPictureIsGone() async throws {
        let script = "*/;alert('CANARY')//"
        for fixture in ["animated.gif", "grey.jpg", "drawing.png", "photo.webp"] {
            let folder = try TemporaryFolder()
            let bytes = try SamplePicture.fixture(fixture) + Array(script.utf8)

            for version in try await process(bytes, in: folder).versions {
                #expect(try !Array(Data(contentsOf: version.file)).contains(text: "alert"))
            }
        }
    }

    @Test func attack29TheContentDecidesNotTheName() async throws {
        let folder = try TemporaryFolder()

        let photo = try await process(
            SamplePicture.fixture("drawing.png"), in: folder, named: "\(name).jpg")

        #expect(photo.fileName == "\(name).png")
        #expect(photo.format == .png)
    }

    @Test(arguments: [
        "../../etc/passwd", "", "abc", "0123456789ABCDEF0123", "0123456789abcdef012/",
        "0123456789abcdef0123.jpg.exe",
    ])
    func namesThatAreNotDigitsAreRefused(fileName: String) async throws {
        let folder = try TemporaryFolder()

        await #expect(throws: ImagingError.unsuitableName(fileName)) {
            try await process(SamplePicture.fixture("drawing.png"), in: folder, named: fileName)
        }
    }
}
