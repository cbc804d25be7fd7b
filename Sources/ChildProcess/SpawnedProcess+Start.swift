internal import Foundation
internal import Glibc

extension SpawnedProcess {
    /// Starts a program with these files as its standard input and output, and none of the pod's others.
    static func spawn(
        _ command: ConfinedCommand, input: Int32, output: Int32
    ) throws(ConfinedProcessError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        try check(posix_spawn_file_actions_init(&actions))
        defer { posix_spawn_file_actions_destroy(&actions) }
        try check(posix_spawnattr_init(&attributes))
        defer { posix_spawnattr_destroy(&attributes) }
        try check(posix_spawn_file_actions_adddup2(&actions, input, 0))
        try check(posix_spawn_file_actions_adddup2(&actions, output, 1))
        try check(
            posix_spawn_file_actions_addopen(
                &actions, 2, command.errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600))
        for file in inheritedFiles() {
            try check(posix_spawn_file_actions_addclose(&actions, file))
        }
        // Signals that the pod ignores or holds back mean to the program what they mean to any.
        var signals = sigset_t()
        sigfillset(&signals)
        try check(posix_spawnattr_setsigdefault(&attributes, &signals))
        sigemptyset(&signals)
        try check(posix_spawnattr_setsigmask(&attributes, &signals))
        try check(
            posix_spawnattr_setflags(
                &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)))

        var arguments = command.arguments.map { strdup($0) }
        var environment = command.environment.map { strdup("\($0)=\($1)") }
        defer { for text in arguments + environment { free(text) } }
        arguments.append(nil)
        environment.append(nil)
        var child: pid_t = 0
        try check(
            posix_spawn(
                &child, command.arguments[0], &actions, &attributes, arguments, environment))
        return child
    }

    private static func check(_ code: Int32) throws(ConfinedProcessError) {
        guard code == 0 else { throw .notStarted(errno: code) }
    }

    /// Lists the open files that a program would inherit beside its standard ones.
    private static func inheritedFiles() -> [Int32] {
        // Without the list, those that are opened as they should be are closed all the same.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter {
            $0 > 2 && fcntl($0, F_GETFD) & FD_CLOEXEC == 0
        }
    }
}
