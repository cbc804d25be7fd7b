import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct PhotoRefusalTests {
    private let name = "0123456789abcdef0123"

    /// The error of a photo that is refused, after a look at what it left behind.
    private func refusal(
        _ bytes: [UInt8], limits: ImageLimits = .patient,
        programs: ImagingPrograms = ImagingPrograms()
    ) async throws -> ImagingError? {
        let uploads = try TemporaryFolder()
        let folder = try TemporaryFolder()
        let error = await #expect(throws: ImagingError.self) {
            try await PhotoProcessor(limits: limits, programs: programs).process(
                uploads.write(bytes, to: "upload.jpg"), into: folder.url, fileName: name)
        }
        #expect(try folder.names == [])
        #expect(try uploads.names == ["upload.jpg"])
        return error
    }

    /// Programs whose decoder is this shell script.
    private func programs(_ script: String, in folder: TemporaryFolder) throws -> ImagingPrograms {
        ImagingPrograms(vips: try folder.writeProgram(script))
    }

    @Test func attack29DrawingsAndTextAreRefusedWhateverTheirName() async throws {
        let drawing = Array("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".utf8)

        #expect(try await refusal(drawing) == .unsupportedType(found: "an SVG drawing"))
        #expect(try await refusal(Array("hello".utf8)) == .unsupportedType(found: nil))
    }

    @Test func attack29HugeSizesAreRefusedByTheirHeaderAlone() async throws {
        // None of these has a single pixel: whoever decodes them says something else.
        let refused = ImagingError.tooManyPixels(
            width: 50_000, height: 50_000, frames: 1, limit: 100_000_000)

        #expect(
            try await refusal(SamplePicture.pngHeader(width: 50_000, height: 50_000)) == refused)
        #expect(
            try await refusal(SamplePicture.jpegHeader(width: 50_000, height: 50_000)) == refused)
        #expect(
            try await refusal(SamplePicture.webpHeader(width: 50_000, height: 50_000)) == refused)
        #expect(try await refusal(SamplePicture.gif(width: 50_000, height: 50_000)) == refused)
    }

    @Test func attack29AnimatedBombsAreRefusedByTheirHeaderAlone() async throws {
        #expect(
            try await refusal(SamplePicture.gif(width: 2_000, height: 2_000, frames: 500))
                == .tooManyPixels(width: 2_000, height: 2_000, frames: 500, limit: 100_000_000))
        #expect(
            try await refusal(SamplePicture.webpHeader(width: 2_000, height: 2_000, frames: 500))
                == .tooManyPixels(width: 2_000, height: 2_000, frames: 500, limit: 100_000_000))
        #expect(
            try await refusal(SamplePicture.gif(width: 1, height: 1, frames: 1_001))
                == .tooManyFrames(found: 1_001, limit: 1_000))
    }

    @Test func filesWithTooManyBytesAreNotEvenLookedAt() async throws {
        let limits = ImageLimits(maximumBytes: 100)

        #expect(
            try await refusal([UInt8](repeating: 0, count: 101), limits: limits)
                == .tooManyBytes(found: 101, limit: 100))
    }

    @Test(arguments: ["photo.jpg", "drawing.png", "photo.webp", "animated.gif", "animated.webp"])
    func filesThatEndEarlyAreRefused(fixture: String) async throws {
        let bytes = try SamplePicture.fixture(fixture)

        let error = try await refusal(Array(bytes.prefix(bytes.count * 2 / 3)))

        guard case .damaged = error else {
            Issue.record("\(fixture): \(String(describing: error))")
            return
        }
    }

    @Test func aMissingProgramIsNamedWithItsPackage() async throws {
        let picture = try SamplePicture.fixture("drawing.png")
        let missing = ImagingPrograms(vips: "/nowhere/vips")

        let error = try await refusal(picture, programs: missing)

        #expect(error == .programMissing(name: "/nowhere/vips", package: "libvips-tools"))
        #expect(
            error?.description
                == "/nowhere/vips is missing; install the Debian package libvips-tools")
    }

    @Test func aMissingFileIsSaid() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "nothing")

        await #expect(
            throws: ImagingError.fileFailure(path: file.path, reason: "it cannot be read")
        ) {
            try await PhotoProcessor().process(file, into: folder.url, fileName: name)
        }
    }

    @Test func aDecoderThatCrashesIsReported() async throws {
        let folder = try TemporaryFolder()
        let picture = try SamplePicture.fixture("drawing.png")

        let error = try await refusal(
            picture, programs: programs("kill -SEGV $$", in: folder))

        #expect(error == .decoderCrashed(signal: 11))
    }

    @Test func aDecoderThatNeverEndsIsKilled() async throws {
        let folder = try TemporaryFolder()
        let picture = try SamplePicture.fixture("drawing.png")

        let error = try await refusal(
            picture, limits: ImageLimits(wallTime: .milliseconds(100)),
            programs: programs("exec sleep 600", in: folder))

        #expect(error == .outOfTime)
    }

    @Test func aCancelledTaskEndsItsDecoder() async throws {
        let uploads = try TemporaryFolder()
        let folder = try TemporaryFolder()
        let file = try uploads.write(SamplePicture.fixture("drawing.png"))
        let processor = try PhotoProcessor(programs: programs("exec sleep 600", in: uploads))

        let task = Task {
            try await processor.process(file, into: folder.url, fileName: name)
        }
        task.cancel()

        await #expect(throws: ImagingError.cancelled) { try await task.value }
        #expect(try folder.names == [])
    }

    @Test func aDecoderThatComputesTooLongIsKilled() async throws {
        let folder = try TemporaryFolder()
        let picture = try SamplePicture.fixture("drawing.png")

        let error = try await refusal(
            picture, limits: ImageLimits(processorSeconds: 1, wallTime: .seconds(1_200)),
            programs: programs("while :; do :; done", in: folder))

        #expect(error == .outOfTime)
    }

    @Test func aDecoderWithoutMemoryIsReported() async throws {
        let picture = try SamplePicture.fixture("drawing.png")

        let error = try await refusal(
            picture, limits: ImageLimits(addressSpace: 20 << 20, wallTime: .seconds(1_200)))

        #expect(error == .outOfMemory(limit: 20 << 20))
    }

    @Test func theDecoderSeesNothingOfThePodsEnvironment() async throws {
        let folder = try TemporaryFolder()
        let seen = folder.url.appending(path: "seen")
        let picture = try SamplePicture.fixture("drawing.png")

        _ = try await refusal(
            picture, programs: programs("env > \(seen.path); exit 1", in: folder))

        let names = try String(contentsOf: seen, encoding: .utf8).split(separator: "\n")
            .map { String($0.prefix { $0 != "=" }) }
        #expect(
            Set(names).subtracting(["PWD", "_", "SHLVL", "OLDPWD"]) == [
                "HOME", "LC_ALL", "TMPDIR", "VIPS_BLOCK_UNTRUSTED", "VIPS_CONCURRENCY",
            ])
    }

    @Test func whatACrashLeftBehindIsClearedByTheNextTry() async throws {
        let folder = try TemporaryFolder()
        let left = folder.url.appending(path: ".\(name).png.making")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: false)
        try Data("half".utf8).write(to: left.appending(path: "source"))

        let photo = try await PhotoProcessor().process(
            folder.write(SamplePicture.fixture("drawing.png")), into: folder.url, fileName: name)

        #expect(photo.versions.count == 5)
        #expect(try !folder.names.contains { $0.hasPrefix(".") })
    }
}
