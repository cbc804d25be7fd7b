internal import Glibc
internal import SystemPackage

/// A child that runs, and the end of a socket from which its standard output is read.
struct SpawnedProcess {
    /// The time between two checks for cancellation while the process is waited for.
    private static let slice = Duration.milliseconds(100)

    private let id: pid_t
    private let socket: Int32

    /// Starts a program.
    init(_ command: ConfinedCommand) throws(ConfinedProcessError) {
        let input = try UnnamedFile(holding: command.input)
        defer { input.close() }
        // Not a pipe, which no call makes for this process alone on every system: another thread's child could
        // inherit its end, and hold the output open.
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw .notStarted(errno: errno)
        }
        defer { Glibc.close(ends[1]) }
        do {
            id = try Self.spawn(command, input: input.descriptor, output: ends[1])
        } catch {
            Glibc.close(ends[0])
            throw error
        }
        socket = ends[0]
    }

    /// Reads all that the program writes.
    func output(
        maximumBytes: Int, until deadline: ContinuousClock.Instant
    ) throws(ConfinedProcessError) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let rest = try Self.milliseconds(until: deadline)
            var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            let count = poll(&ready, 1, rest)
            guard count >= 0 || errno == EINTR else { throw .failed(errno: errno) }
            guard count > 0 else { continue }
            let size = read(socket, &buffer, buffer.count)
            if size == 0 { return output }
            guard size > 0 else {
                if errno == EINTR { continue }
                throw .failed(errno: errno)
            }
            guard output.count + size <= maximumBytes else {
                throw .failed(reason: "the program wrote more than \(maximumBytes) bytes")
            }
            output += buffer[..<size]
        }
    }

    /// Waits for the end of a program whose output has ended.
    func ending(until deadline: ContinuousClock.Instant) throws(ConfinedProcessError)
        -> ProcessEnding
    {
        var status: Int32 = 0
        // Its files are closed just before it ends; a program that closed its output goes on.
        var wait: Int32 = 1
        while true {
            switch waitpid(id, &status, WNOHANG) {
            case id:
                close(socket)
                return ProcessEnding(status: status)
            case 0:
                let rest = try Self.milliseconds(until: deadline)
                poll(nil, 0, min(wait, rest))
                wait = min(wait * 2, Self.longestWait)
            default:
                guard errno == EINTR else { throw .failed(errno: errno) }
            }
        }
    }

    /// Milliseconds between two looks at a program that closed its output and goes on.
    private static let longestWait: Int32 = 100

    /// Kills the program, and takes note of its end.
    func kill() {
        close(socket)
        Glibc.kill(id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant)
        throws(ConfinedProcessError) -> Int32
    {
        if Task.isCancelled { throw .cancelled }
        let rest = deadline - ContinuousClock.now
        guard rest > .zero else { throw .outOfTime }
        return Int32(min(rest, slice) / .milliseconds(1)) + 1
    }
}

extension ConfinedProcessError {
    static func notStarted(errno code: Int32) -> ConfinedProcessError {
        .notStarted(reason: "\(Errno(rawValue: code))")
    }

    static func failed(errno code: Int32) -> ConfinedProcessError {
        .failed(reason: "\(Errno(rawValue: code))")
    }
}
