import ChildProcess
import Testing

@testable import Imaging

@Suite struct VipsCommandTests {
    private func arguments(_ size: PhotoSize, of header: ImageHeader, source: String = "source")
        -> [String]
    {
        VipsCommand(
            programs: ImagingPrograms(vips: "/vips"), limits: ImageLimits(), source: source,
            output: "out", size: size, header: header
        ).arguments
    }

    @Test func everyRunIsBoundAndStopsAtTheFirstFault() {
        let header = ImageHeader(format: .jpeg, width: 4_000, height: 3_000)

        let limits = ImageLimits().process
        #expect(
            [limits.addressSpace, limits.processorSeconds, limits.fileBytes]
                == [1_342_177_280, 60, 268_435_456])
        #expect(
            arguments(.scaledFull, of: header).joined(separator: " ")
                == "/vips thumbnail source out[Q=82,optimize_coding,interlace,strip] 700 "
                + "--height 10000000 --size down --fail-on truncated")
    }

    @Test func coloursAreConvertedOnceAndOnlyFromAProfile() {
        let plain = ImageHeader(format: .png, width: 10, height: 10)
        let tagged = ImageHeader(format: .png, width: 10, height: 10, hasColorProfile: true)

        #expect(!arguments(.largest, of: plain).contains("--export-profile"))
        #expect(arguments(.largest, of: tagged).contains("--export-profile"))
        #expect(!arguments(.thumbLarge, of: tagged, source: "made").contains("--export-profile"))
    }

    @Test func allFramesAreScaledButOnlyTheFirstIsCut() {
        let header = ImageHeader(format: .gif, width: 10, height: 10, frameCount: 3)

        #expect(arguments(.thumbLarge, of: header).contains("source[n=-1]"))
        #expect(arguments(.thumbSmall, of: header).contains("source"))
        #expect(arguments(.thumbSmall, of: header).contains("--crop"))
        #expect(arguments(.thumbLarge, of: header).contains("--no-rotate"))
    }
}
