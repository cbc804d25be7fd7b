import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite struct ConfinedProcessTests {
    private let limits = ProcessLimits(
        addressSpace: 256 << 20, processorSeconds: 1, fileBytes: 0, wallTime: .seconds(1_200))

    private func output(
        _ program: String, _ arguments: [String] = [], reading text: String = "",
        maximumBytes: Int = 1 << 20, limits: ProcessLimits? = nil
    ) async throws(ConfinedProcessError) -> String {
        let bytes = try await ConfinedProcess(limits: limits ?? self.limits).output(
            of: program, arguments, reading: Array(text.utf8), maximumBytes: maximumBytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aProgramReadsAndWrites() async throws {
        let text = String(repeating: "words ", count: 50_000)

        #expect(try await output("/bin/cat", reading: text) == text)
    }

    @Test func nothingOfThePodsEnvironmentIsPassedOn() async throws {
        #expect(try await output("/usr/bin/env") == "LC_ALL=C.UTF-8\n")
    }

    @Test func aProgramThatDoesNotReadHarmsNobody() async throws {
        let text = String(repeating: "words ", count: 500_000)

        #expect(try await output("/bin/echo", ["done"], reading: text) == "done\n")
    }

    @Test func aProgramThatComputesTooLongIsEnded() async {
        await #expect(throws: ConfinedProcessError.signaled(signal: Int(SIGXCPU))) {
            try await output("/bin/sh", ["-c", "while :; do :; done"])
        }
    }

    @Test func aProgramThatLastsTooLongIsEnded() async {
        var limits = limits
        limits.wallTime = .milliseconds(50)

        await #expect(throws: ConfinedProcessError.outOfTime) {
            try await output("/bin/sleep", ["600"], limits: limits)
        }
    }

    @Test func aProgramThatTakesTooMuchMemoryFails() async {
        await #expect(throws: ConfinedProcessError.exited(code: 1)) {
            try await output("/bin/dd", ["if=/dev/zero", "of=/dev/null", "bs=400M", "count=1"])
        }
    }

    @Test func aProgramThatWritesTooMuchFails() async {
        let error = await #expect(throws: ConfinedProcessError.self) {
            try await output("/usr/bin/head", ["-c", "4M", "/dev/zero"], maximumBytes: 1 << 20)
        }
        guard case .failed = error else {
            Issue.record("it was \(String(describing: error))")
            return
        }
    }

    @Test func aProgramWritesNoFile() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "file").path

        await #expect(throws: ConfinedProcessError.self) {
            try await output("/bin/sh", ["-c", "echo words > '\(file)'"])
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes?[.size] as? Int ?? 0) == 0)
    }

    @Test func aProgramThatFailsOrIsNotThereIsKnownByItsCode() async {
        await #expect(throws: ConfinedProcessError.exited(code: 3)) {
            try await output("/bin/sh", ["-c", "exit 3"])
        }
        await #expect(throws: ConfinedProcessError.exited(code: 127)) {
            try await output("/nowhere/dandelion")
        }
    }
}
