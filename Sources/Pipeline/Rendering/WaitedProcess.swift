internal import Foundation
internal import Glibc
internal import Imaging

/// Runs a program on what strangers made, as `ConfinedProcess` does, on a thread that waits for it.
///
/// It needs none of the threads that asynchronous work shares: they may all be waiting here, and on a
/// machine with one processor there is but one.
struct WaitedProcess {
    let limits: ProcessLimits
    let prlimit = ImagingPrograms().prlimit

    /// - Returns: What the program wrote; `nil` if it failed, took too long or wrote too much.
    func output(
        of program: String, _ arguments: [String], reading input: [UInt8], maximumBytes: Int
    ) -> [UInt8]? {
        guard let source = Self.file(holding: input) else { return nil }
        defer { close(source) }
        // A pair of sockets, as no other thread's child can inherit them by chance.
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        defer { close(ends[0]) }
        let command = [prlimit] + options + [program] + arguments
        let child = Self.spawn(command, input: source, output: ends[1])
        close(ends[1])
        guard let child else { return nil }
        let output = read(ends[0], maximumBytes: maximumBytes)
        // Its output ends when it does, whatever status it ends with.
        if output == nil { kill(child, SIGKILL) }
        return Self.hasSucceeded(child) ? output : nil
    }

    private var options: [String] {
        let seconds = limits.processorSeconds
        return [
            "--as=\(limits.addressSpace)", "--cpu=\(seconds):\(seconds + 1)",
            "--fsize=\(limits.fileBytes)", "--nofile=64", "--core=0",
        ]
    }

    /// An open file that nothing names any more.
    private static func file(holding bytes: [UInt8]) -> Int32? {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "dandelion-\(UUID().uuidString)").path
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        unlink(path)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            written += count
        }
        guard written == bytes.count, lseek(file, 0, SEEK_SET) == 0 else {
            close(file)
            return nil
        }
        return file
    }

    private static func spawn(_ command: [String], input: Int32, output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawn_file_actions_adddup2(&actions, input, 0) == 0,
            posix_spawn_file_actions_adddup2(&actions, output, 1) == 0,
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0
        else { return nil }

        var arguments = command.map { strdup($0) }
        var environment = [strdup("LC_ALL=C.UTF-8")]
        defer { for text in arguments + environment { free(text) } }
        arguments.append(nil)
        environment.append(nil)
        var child: pid_t = 0
        return posix_spawn(&child, command[0], &actions, nil, arguments, environment) == 0
            ? child : nil
    }

    private func read(_ pipe: Int32, maximumBytes: Int) -> [UInt8]? {
        let clock = ContinuousClock()
        let deadline = clock.now + limits.wallTime
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let rest = (deadline - clock.now) / Duration.milliseconds(1)
            guard rest > 0 else { return nil }
            var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            let count = poll(&ready, 1, Int32(min(rest + 1, 1_000_000)))
            guard count >= 0 || errno == EINTR else { return nil }
            guard count > 0 else { continue }
            let size = Glibc.read(pipe, &buffer, buffer.count)
            if size == 0 { return output }
            guard size > 0, output.count + size <= maximumBytes else { return nil }
            output += buffer[..<size]
        }
    }

    private static func hasSucceeded(_ child: pid_t) -> Bool {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return false }
        }
        return status == 0
    }
}
