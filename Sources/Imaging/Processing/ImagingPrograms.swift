public import ChildProcess
internal import Foundation

/// The programs that photos are decoded with.
public struct ImagingPrograms: Sendable {
    /// `vips` of libvips 8.14 or later.
    public var vips: String
    /// `prlimit` of util-linux.
    public var prlimit: String

    public init(vips: String = "/usr/bin/vips", prlimit: String = ConfinedProcess.prlimit) {
        self.vips = vips
        self.prlimit = prlimit
    }

    /// - Throws: ``ImagingError/programMissing(name:package:)``.
    public func check() throws(ImagingError) {
        for (path, package) in [(vips, "libvips-tools"), (prlimit, "util-linux")]
        where !FileManager.default.isExecutableFile(atPath: path) {
            throw .programMissing(name: path, package: package)
        }
    }
}
