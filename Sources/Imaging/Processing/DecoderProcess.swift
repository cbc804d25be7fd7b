internal import ChildProcess
internal import Foundation

/// Runs the decoder as a process of its own, bound in memory, time and files, with none of the
/// pod's environment, and tells how it ended.
struct DecoderProcess {
    /// The decoder has nothing to say on its standard output.
    private static let maximumOutputBytes = 65_536

    let programs: ImagingPrograms
    let limits: ImageLimits

    /// - Parameter folder: Where the program runs. It keeps its intermediate files there.
    func run(_ command: VipsCommand, in folder: URL) throws(ImagingError) {
        let errors = folder.appending(path: "errors")
        var confined = ConfinedCommand(command.arguments)
        confined.environment = [
            "VIPS_BLOCK_UNTRUSTED": "1", "VIPS_CONCURRENCY": "1", "LC_ALL": "C.UTF-8",
            "TMPDIR": folder.path, "HOME": folder.path,
        ]
        confined.folder = folder.path
        confined.errors = errors.path
        do {
            _ = try ConfinedProcess(limits: limits.process, prlimit: programs.prlimit)
                .run(confined, maximumBytes: Self.maximumOutputBytes)
        } catch {
            // Without its words the failure is a failure still.
            let words = (try? Data(contentsOf: errors)) ?? Data()
            throw self.error(error, words: String(decoding: words.prefix(4_096), as: UTF8.self))
        }
    }

    /// The meaning of a failure, by the way the program ended and its words.
    private func error(_ failure: ConfinedProcessError, words: String) -> ImagingError {
        switch failure {
        case .cancelled: return .cancelled
        case .notStarted(let reason), .failed(let reason):
            return .fileFailure(path: programs.prlimit, reason: reason)
        case .outOfTime, .signaled(Int(SIGXCPU)), .signaled(Int(SIGKILL)): return .outOfTime
        // How GLib ends when it is given no memory.
        case .signaled(Int(SIGTRAP)): return .outOfMemory(limit: limits.addressSpace)
        case .signaled(let signal) where !Self.lacksMemory(words):
            return .decoderCrashed(signal: signal)
        case .exited where !Self.lacksMemory(words): return .damaged(reason: Self.reason(words))
        case .signaled, .exited: return .outOfMemory(limit: limits.addressSpace)
        }
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
