import Foundation
import Subprocess
import SystemPackage

/// Runs the decoder as a process of its own, bound in memory, time and files, with none of the
/// pod's environment, and tells how it ended.
struct DecoderProcess {
    let programs: ImagingPrograms
    let limits: ImageLimits

    /// - Parameter folder: Where the program runs. It keeps its intermediate files there.
    func run(_ command: VipsCommand, in folder: URL) async throws(ImagingError) {
        let errors = folder.appending(path: "errors")
        let status: TerminationStatus?
        do {
            status = try await terminationStatus(of: command, in: folder, errors: errors)
        } catch {
            if Task.isCancelled { throw .cancelled }
            throw .fileFailure(path: programs.prlimit, reason: "\(error)")
        }
        if Task.isCancelled { throw .cancelled }
        guard let status else { throw .outOfTime }
        guard !status.isSuccess else { return }
        // Without its words the failure is a failure still.
        let words = (try? Data(contentsOf: errors)) ?? Data()
        throw Self.error(
            status, words: String(decoding: words.prefix(4_096), as: UTF8.self), limits: limits)
    }

    /// What a failure means, by the way the program ended and its words.
    static func error(_ status: TerminationStatus, words: String, limits: ImageLimits)
        -> ImagingError
    {
        switch status {
        case .signaled(SIGXCPU), .signaled(SIGKILL): return .outOfTime
        // How GLib ends when it is given no memory.
        case .signaled(SIGTRAP): return .outOfMemory(limit: limits.addressSpace)
        case .signaled(let signal) where !lacksMemory(words):
            return .decoderCrashed(signal: Int(signal))
        case .exited where !lacksMemory(words):
            return .damaged(reason: reason(words))
        case .signaled, .exited: return .outOfMemory(limit: limits.addressSpace)
        }
    }

    /// - Returns: `nil` if the program was killed because it lasted too long.
    private func terminationStatus(of command: VipsCommand, in folder: URL, errors: URL)
        async throws -> TerminationStatus?
    {
        let descriptor = try FileDescriptor.open(
            FilePath(errors.path), .writeOnly, options: [.create, .truncate],
            permissions: .ownerReadWrite)
        return try await ConfinedProcess(limits: limits.process, prlimit: programs.prlimit).run(
            command.arguments,
            environment: [
                "VIPS_BLOCK_UNTRUSTED": "1", "VIPS_CONCURRENCY": "1", "LC_ALL": "C.UTF-8",
                "TMPDIR": folder.path, "HOME": folder.path,
            ],
            in: FilePath(folder.path), input: .none, output: .discarded,
            error: .fileDescriptor(descriptor, closeAfterSpawningProcess: true)
        )?.status
    }

    private static func lacksMemory(_ words: String) -> Bool {
        ["memory", "failed to allocate", "failed to map segment"].contains {
            words.localizedCaseInsensitiveContains($0)
        }
    }

    /// The program's last line that says what is wrong.
    private static func reason(_ words: String) -> String {
        let lines = words.split(whereSeparator: \.isNewline)
            .filter { !$0.contains("VIPS-WARNING") && !$0.contains("error in tile") }
        return lines.last.map { String($0.prefix(200)) } ?? "it cannot be decoded"
    }
}
