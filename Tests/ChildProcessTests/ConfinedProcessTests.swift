import ChildProcess
import Foundation
import TestSupport
import Testing

@Suite struct ConfinedProcessTests {
    private let limits = ProcessLimits(
        addressSpace: 256 << 20, processorSeconds: 1, fileBytes: 0, wallTime: .seconds(1_200))

    private func output(
        _ program: String, _ arguments: [String] = [], reading text: String = "",
        maximumBytes: Int = 1 << 20, limits: ProcessLimits? = nil
    ) throws(ConfinedProcessError) -> String {
        let bytes = try ConfinedProcess(limits: limits ?? self.limits).output(
            of: program, arguments, reading: Array(text.utf8), maximumBytes: maximumBytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aProgramReadsAndWrites() throws {
        let text = String(repeating: "words ", count: 50_000)

        #expect(try output("/bin/cat", reading: text) == text)
    }

    @Test func nothingOfThePodsEnvironmentIsPassedOn() throws {
        #expect(try output("/usr/bin/env") == "LC_ALL=C.UTF-8\n")
    }

    @Test func aProgramThatDoesNotReadHarmsNobody() throws {
        let text = String(repeating: "words ", count: 500_000)

        #expect(try output("/bin/echo", ["done"], reading: text) == "done\n")
    }

    @Test func aProgramThatComputesTooLongIsEnded() {
        #expect(throws: ConfinedProcessError.signaled(signal: Int(SIGXCPU))) {
            try output("/bin/sh", ["-c", "while :; do :; done"])
        }
    }

    @Test func aProgramThatLastsTooLongIsEnded() {
        var limits = limits
        limits.wallTime = .milliseconds(50)

        #expect(throws: ConfinedProcessError.outOfTime) {
            try output("/bin/sleep", ["600"], limits: limits)
        }
    }

    @Test func aProgramThatTakesTooMuchMemoryFails() {
        #expect(throws: ConfinedProcessError.exited(code: 1)) {
            try output("/bin/dd", ["if=/dev/zero", "of=/dev/null", "bs=400M", "count=1"])
        }
    }

    @Test func aProgramThatWritesTooMuchFails() {
        let error = #expect(throws: ConfinedProcessError.self) {
            try output("/usr/bin/head", ["-c", "4M", "/dev/zero"], maximumBytes: 1 << 20)
        }
        guard case .failed = error else {
            Issue.record("it was \(String(describing: error))")
            return
        }
    }

    @Test func aProgramWritesNoFile() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "file").path

        #expect(throws: ConfinedProcessError.self) {
            try output("/bin/sh", ["-c", "echo words > '\(file)'"])
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes?[.size] as? Int ?? 0) == 0)
    }

    @Test func aProgramThatFailsOrIsNotThereIsKnownByItsCode() {
        #expect(throws: ConfinedProcessError.exited(code: 3)) {
            try output("/bin/sh", ["-c", "exit 3"])
        }
        #expect(throws: ConfinedProcessError.exited(code: 127)) {
            try output("/nowhere/dandelion")
        }
    }

    @Test func whatSaysNothingOfTheInputIsToldApart() {
        let ofMachine: [ConfinedProcessError] = [
            .notStarted(reason: "no memory"), .exited(code: 126), .exited(code: 127),
        ]
        let others: [ConfinedProcessError] = [
            .exited(code: 1), .signaled(signal: 9), .outOfTime, .cancelled, .failed(reason: "x"),
        ]
        #expect(ofMachine.allSatisfy(\.isOfMachine) && !others.contains(where: \.isOfMachine))
    }

    @Test func aMissingPrlimitIsSaid() {
        #expect(throws: ConfinedProcessError.notStarted(reason: "No such file or directory")) {
            try ConfinedProcess(limits: limits, prlimit: "/nowhere/prlimit")
                .output(of: "/bin/cat", [], reading: [], maximumBytes: 1)
        }
    }

    @Test func aProgramThatClosedItsOutputIsWaitedFor() {
        #expect(throws: ConfinedProcessError.exited(code: 4)) {
            try output("/bin/sh", ["-c", "exec >&-; exit 4"])
        }
        var limits = limits
        limits.wallTime = .milliseconds(50)
        #expect(throws: ConfinedProcessError.outOfTime) {
            try output("/bin/sh", ["-c", "exec sleep 600 >&-"], limits: limits)
        }
    }

    @Test func aProgramThatGoesOnForLongAfterItsOutputIsWaitedFor() {
        #expect(throws: ConfinedProcessError.exited(code: 3)) {
            try output("/bin/sh", ["-c", "exec >&-; sleep 4; exit 3"])
        }
    }

    @Test func aCommandHasAFolderVariablesAndAFileForItsErrors() throws {
        let folder = try TemporaryFolder()
        let errors = folder.url.appending(path: "errors")
        var command = ConfinedCommand(["/bin/sh", "-c", "pwd -P; echo \"$WORD\"; echo wrong >&2"])
        command.environment = ["WORD": "a b"]
        command.folder = folder.url.path
        command.errors = errors.path
        var limits = limits
        limits.fileBytes = 1_000

        let output = try ConfinedProcess(limits: limits).run(command, maximumBytes: 10_000)

        let path = folder.url.resolvingSymlinksInPath().path
        #expect(String(decoding: output, as: UTF8.self) == "\(path)\na b\n")
        #expect(try String(contentsOf: errors, encoding: .utf8) == "wrong\n")
    }

    @Test func noOpenFileOfThePodIsPassedOn() throws {
        let null = open("/dev/null", O_RDONLY)
        // Beyond what the shell opens itself.
        let file = fcntl(null, F_DUPFD, 200)
        close(null)
        try #require(file >= 200)
        defer { close(file) }

        let names = try output(
            "/bin/sh", ["-c", "for file in /proc/$$/fd/*; do echo ${file##*/}; done"]
        )
        .split(separator: "\n").compactMap { Int($0) }

        #expect(names.contains(1))
        #expect(!names.contains(Int(file)))
    }

    @Test func aCancelledTaskEndsItsProgram() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try output("/bin/sleep", ["600"])
        }

        await #expect(throws: ConfinedProcessError.cancelled) { try await task.value }
    }
}
