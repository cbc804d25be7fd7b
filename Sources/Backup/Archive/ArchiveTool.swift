internal import Foundation

/// The system's `tar`, which packs and unpacks archives; called with fixed arguments and no shell.
struct ArchiveTool {
    private let tar: URL
    private static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"]

    init() throws(BackupError) {
        let path = ["/usr/bin/tar", "/bin/tar"].first(
            where: FileManager.default.isExecutableFile(atPath:))
        guard let path else { throw .noTool("tar") }
        tar = URL(filePath: path)
    }

    /// Packs files of a folder.
    ///
    /// - Parameters:
    ///   - list: A file with their names, one a line, in the order they get in the archive.
    ///   - archive: Open for writing.
    func pack(namesIn list: URL, of folder: URL, into archive: FileHandle) throws {
        let process = process([
            "--create", "--gzip", "--format=gnu", "--file=-", "--directory=\(folder.path)",
            "--owner=0", "--group=0", "--numeric-owner", "--hard-dereference", "--no-recursion",
            "--verbatim-files-from", "--files-from=\(list.path)",
        ])
        process.standardOutput = archive
        try run(process, path: list.path)
    }

    /// Reads the table of an archive, a line for each entry.
    ///
    /// - Parameter inspect: Called with each line; an error that it throws ends the reading.
    func list(_ archive: URL, inspect: (String) throws -> Void) throws {
        let process = process([
            "--list", "--gzip", "--verbose", "--numeric-owner", "--full-time",
            "--quoting-style=escape", "--file=\(archive.path)",
        ])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        do {
            try Self.lines(of: output.fileHandleForReading, inspect: inspect)
        } catch {
            process.terminate()
            process.waitUntilExit()
            throw error
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BackupError.noArchive(path: archive.path)
        }
    }

    /// Unpacks an archive into a fresh folder.
    func unpack(_ archive: URL, into folder: URL) throws {
        let process = process([
            "--extract", "--gzip", "--no-same-owner", "--no-same-permissions", "--keep-old-files",
            "--directory=\(folder.path)", "--file=\(archive.path)",
        ])
        process.standardOutput = FileHandle.nullDevice
        try run(process, path: archive.path)
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = tar
        process.arguments = arguments
        process.environment = Self.environment
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private func run(_ process: Process, path: String) throws {
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let reason = String(decoding: said.prefix(500), as: UTF8.self)
            throw BackupError.failed(
                path: path, reason: reason.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    private static func lines(of handle: FileHandle, inspect: (String) throws -> Void) throws {
        var rest = Data()
        while let part = try handle.read(upToCount: 65_536), !part.isEmpty {
            rest += part
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                try inspect(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                rest = Data(rest[(end + 1)...])
            }
        }
    }
}
