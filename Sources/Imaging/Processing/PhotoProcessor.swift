internal import Escaping
public import Foundation

/// Takes a photo in: checks it, decodes it in a process of its own, and writes its versions, all
/// re-encoded. No byte of what was sent is served.
public struct PhotoProcessor: Sendable {
    /// The form of processing: raised when the same photo comes out as other bytes, or in other versions.
    public static let form = 1

    public let limits: ImageLimits
    private let programs: ImagingPrograms

    public init(limits: ImageLimits = ImageLimits(), programs: ImagingPrograms = ImagingPrograms())
    {
        self.limits = limits
        self.programs = programs
    }

    /// Makes all versions of a photo, or none.
    ///
    /// The same file gives the same bytes, so that doing it again after a crash changes nothing.
    ///
    /// - Parameters:
    ///   - source: What was sent. It is left where it is.
    ///   - folder: Where the versions go. It must exist.
    ///   - fileName: 20 or 32 hexadecimal digits. An extension is replaced by that of the content.
    public func process(_ source: URL, into folder: URL, fileName: String)
        async throws(ImagingError) -> ProcessedPhoto
    {
        let digits = try Self.digits(fileName)
        try programs.check()
        let bytes = try read(source)
        let header = try ImageHeader(parsing: bytes)
        try limits.check(header)

        let name = "\(digits).\(header.format.fileExtension)"
        let staging = try StagingFolder(for: name, in: folder)
        do {
            try staging.write(bytes, to: VipsCommand.upload)
            let files = try makeVersions(of: header, named: name, in: staging)
            let versions = try staging.publish(files)
            return ProcessedPhoto(
                format: header.format, fileName: name, width: versions.first?.width ?? 0,
                height: versions.first?.height ?? 0, isAnimated: header.isAnimated,
                versions: versions)
        } catch {
            staging.remove()
            throw error
        }
    }

    private static func digits(_ fileName: String) throws(ImagingError) -> String {
        let parts = fileName.split(separator: ".", omittingEmptySubsequences: false)
        guard let digits = parts.first, parts.count <= 2, [20, 32].contains(digits.utf8.count),
            digits.utf8.allSatisfy(Hexadecimal.isLowerCaseDigit)
        else { throw .unsuitableName(String(fileName.prefix(80))) }
        return String(digits)
    }

    private func read(_ source: URL) throws(ImagingError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: source)
            defer { try? file.close() }
            let size = Int(try file.seekToEnd())
            guard size <= limits.maximumBytes else {
                throw ImagingError.tooManyBytes(found: size, limit: limits.maximumBytes)
            }
            try file.seek(toOffset: 0)
            return Array(try file.read(upToCount: limits.maximumBytes) ?? Data())
        } catch let error as ImagingError {
            throw error
        } catch {
            throw .fileFailure(path: source.path, reason: "it cannot be read")
        }
    }

    private func makeVersions(of header: ImageHeader, named name: String, in staging: StagingFolder)
        throws(ImagingError) -> [StagedFile]
    {
        let largest = try make(.largest, of: header, from: VipsCommand.upload, name, staging)
        // PNG loses nothing, so that its smaller versions can come from the largest, which is
        // faster; the others come from what was sent.
        let source = header.format == .png ? largest.name : VipsCommand.upload
        var files = [largest]
        for size in PhotoSize.allCases where size != .largest {
            if !size.isCropped, largest.fits(in: size.box) {
                guard size.isAlwaysMade else { continue }
                files.append(try staging.link(largest, as: size, named: size.prefix + name))
            } else {
                files.append(try make(size, of: header, from: source, name, staging))
            }
        }
        return files
    }

    private func make(
        _ size: PhotoSize, of header: ImageHeader, from source: String, _ name: String,
        _ staging: StagingFolder
    ) throws(ImagingError) -> StagedFile {
        let output = size.prefix + name
        let command = VipsCommand(
            programs: programs, limits: limits, source: source, output: output, size: size,
            header: header)
        try DecoderProcess(programs: programs, limits: limits)
            .run(command, in: staging.folder)
        return try staging.finish(output, as: size, format: header.format)
    }
}
