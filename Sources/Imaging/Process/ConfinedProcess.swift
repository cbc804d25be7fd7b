import Foundation
import Subprocess
import SystemPackage

/// Runs programs on what strangers made: each a process of its own, bound in memory, time and files,
/// with none of the pod's environment.
public struct ConfinedProcess: Sendable {
    let limits: ProcessLimits
    /// `prlimit` of util-linux, as Subprocess sets no limits.
    let prlimit: String

    public init(limits: ProcessLimits, prlimit: String = ImagingPrograms().prlimit) {
        self.limits = limits
        self.prlimit = prlimit
    }

    /// Runs a program that reads bytes and writes others; what it says beside that is left out.
    ///
    /// - Parameters:
    ///   - program: Path of the program.
    ///   - maximumBytes: More than that is a failure.
    public func output(
        of program: String, _ arguments: [String], reading input: [UInt8], maximumBytes: Int
    ) async throws(ConfinedProcessError) -> [UInt8] {
        let outcome: Outcome<[UInt8]>?
        do {
            let source = try Self.file(holding: input)
            outcome = try await run(
                [program] + arguments, environment: ["LC_ALL": "C.UTF-8"], in: "/",
                input: .fileDescriptor(source, closeAfterSpawningProcess: true),
                output: .bytes(limit: maximumBytes), error: .discarded)
        } catch {
            if Task.isCancelled { throw .cancelled }
            throw .failed(reason: "\(error)")
        }
        if Task.isCancelled { throw .cancelled }
        guard let outcome else { throw .outOfTime }
        switch outcome.status {
        case .exited(0): return outcome.output
        case .exited(let code): throw .exited(code: Int(code))
        case .signaled(let signal): throw .signaled(signal: Int(signal))
        }
    }

    struct Outcome<Output: Sendable>: Sendable {
        let status: TerminationStatus
        let output: Output
    }

    /// - Returns: `nil` if the program was killed because it lasted too long.
    func run<Input: InputProtocol, Output: OutputProtocol, Failure: ErrorOutputProtocol>(
        _ command: [String], environment: [Environment.Key: String], in folder: FilePath,
        input: Input, output: Output, error: Failure
    ) async throws -> Outcome<Output.OutputType>? {
        try await withThrowingTaskGroup(of: Outcome<Output.OutputType>?.self) { group in
            group.addTask {
                let result = try await Subprocess.run(
                    .path(FilePath(prlimit)), arguments: Arguments(limits.arguments + command),
                    environment: .custom(environment), workingDirectory: folder, input: input,
                    output: output, error: error)
                return Outcome(status: result.terminationStatus, output: result.standardOutput)
            }
            group.addTask {
                try await Task.sleep(for: limits.wallTime)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// An open file that nothing names any more. A pipe would not do: the program may end before it
    /// has read all, and the pod with it, by SIGPIPE.
    private static func file(holding bytes: [UInt8]) throws -> FileDescriptor {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "dandelion-\(UUID().uuidString)").path
        let file = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: .ownerReadWrite)
        unlink(path)
        do {
            try file.writeAll(bytes)
            try file.seek(offset: 0, from: .start)
        } catch {
            try? file.close()  // The first error is the one to tell.
            throw error
        }
        return file
    }
}
