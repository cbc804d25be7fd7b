internal import ChildProcess

/// How much a single picture may ask for. Sizes and counts are read from the file's header, before
/// anything is decoded; the rest binds the decoder, a process of its own.
public struct ImageLimits: Sendable {
    public var maximumBytes: Int
    /// Of all frames together.
    public var maximumPixels: Int
    public var maximumFrames: Int
    /// Address space of the decoder, in bytes.
    ///
    /// Measured with libvips 8.14 on Debian 12, x86-64, for the largest version: 205 MiB is the
    /// least for any JPEG or PNG of 12 megapixels, 373 MiB for a progressive or interlaced one; at
    /// 100 megapixels the most demanding ones are WebP (663 MiB), interlaced PNG (663), progressive
    /// JPEG (892) and GIF (1,075). Less than that ends in a crash, so there is a fifth to spare.
    public var addressSpace: Int
    /// Processor time of one decoder, in whole seconds. An animated WebP of 100 megapixels takes 17.
    public var processorSeconds: Int
    /// The longest a decoder may last, however little it computes.
    public var wallTime: Duration

    public init(
        maximumBytes: Int = 25 << 20, maximumPixels: Int = 100_000_000, maximumFrames: Int = 1_000,
        addressSpace: Int = 1_280 << 20, processorSeconds: Int = 60,
        wallTime: Duration = .seconds(120)
    ) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
        self.maximumFrames = maximumFrames
        self.addressSpace = addressSpace
        self.processorSeconds = processorSeconds
        self.wallTime = wallTime
    }

    /// What binds the decoder.
    var process: ProcessLimits {
        ProcessLimits(
            addressSpace: addressSpace, processorSeconds: processorSeconds,
            fileBytes: Self.largestFile, wallTime: wallTime)
    }

    /// In bytes; a picture of 3072 × 3072 pixels without any compression has 36 MiB.
    private static let largestFile = 256 << 20

    /// Refuses what is too large, by its header alone.
    func check(_ header: ImageHeader) throws(ImagingError) {
        guard header.frameCount <= maximumFrames else {
            throw .tooManyFrames(found: header.frameCount, limit: maximumFrames)
        }
        guard header.totalPixels <= maximumPixels else {
            throw .tooManyPixels(
                width: header.width, height: header.height, frames: header.frameCount,
                limit: maximumPixels)
        }
    }
}
