/// Runs programs on what strangers made: each a process of its own, bound in memory, time, files and output,
/// with none of the pod's environment.
///
/// The calling thread waits for the program, and needs no other thread to do so: as many may wait as there are
/// (docs/decisions/0028, 0056). If the task that it runs is cancelled, the program is killed.
public struct ConfinedProcess: Sendable {
    /// `prlimit` of util-linux, which sets the limits and becomes the program.
    public static let prlimit = "/usr/bin/prlimit"

    /// `env` of coreutils.
    private static let env = "/usr/bin/env"

    private let limits: ProcessLimits
    private let prlimit: String

    public init(limits: ProcessLimits, prlimit: String = ConfinedProcess.prlimit) {
        self.limits = limits
        self.prlimit = prlimit
    }

    /// Runs a program that reads bytes and writes others; its standard error is discarded.
    ///
    /// - Parameters:
    ///   - program: Path of the program.
    ///   - maximumBytes: More output than that is a failure.
    public func output(
        of program: String, _ arguments: [String], reading input: [UInt8], maximumBytes: Int
    ) throws(ConfinedProcessError) -> [UInt8] {
        let command = ConfinedCommand([program] + arguments, input: input)
        return try run(command, maximumBytes: maximumBytes)
    }

    /// Runs a program to its end.
    ///
    /// - Parameter maximumBytes: More output than that is a failure.
    public func run(
        _ command: ConfinedCommand, maximumBytes: Int
    ) throws(ConfinedProcessError) -> [UInt8] {
        let deadline = ContinuousClock.now + limits.wallTime
        var bounded = command
        bounded.arguments = [prlimit] + limits.arguments + command.arguments
        if let folder = command.folder {
            // posix_spawn's own way is an extension of glibc that Swift does not import.
            bounded.arguments = [Self.env, "--chdir=\(folder)"] + bounded.arguments
        }
        let child = try SpawnedProcess(bounded)
        let output: [UInt8]
        let end: ProcessEnding
        do {
            output = try child.output(maximumBytes: maximumBytes, until: deadline)
            end = try child.ending(until: deadline)
        } catch {
            child.kill()
            throw error
        }
        switch end {
        case .exited(0): return output
        case .exited(let code): throw .exited(code: code)
        case .signaled(let signal): throw .signaled(signal: signal)
        }
    }
}
