import Foundation
import Testing

@testable import Dandelion

@Suite struct DoctorTests {
    /// A check that finds what a test says.
    private struct Planted: DoctorCheck {
        static let subject = "planted"
        let found: [Finding]

        func findings() -> [Finding] { found }
    }

    @Test func problemsComeFirstAndTheRestInTheOrderOfLooking() {
        var doctor = Doctor()
        doctor.examine { Planted(found: [.ok("a"), .warning("b", remedy: "c")]) }
        doctor.examine { Planted(found: [.ok("d"), .problem("e", remedy: nil)]) }

        #expect(doctor.rows.map(\.text) == ["e", "b", "a", "d"])
        #expect(doctor.hasProblems)
    }

    @Test func warningsAreNoProblem() {
        var doctor = Doctor()
        doctor.examine { Planted(found: [.warning("a", remedy: "b")]) }

        #expect(!doctor.hasProblems)
    }

    @Test func factsThatCannotBeHadAreAProblemWithTheRemedyOfTheError() {
        var doctor = Doctor()
        doctor.examine { () throws -> Planted? in
            throw PodError.failed("the moon is down\nwait for it")
        }

        #expect(
            doctor.rows == [
                DoctorRow("planted", .problem("the moon is down", remedy: "wait for it"))
            ])
    }

    @Test func aLineHasUrgencySubjectAndTextAndTheRemedyBelow() {
        let row = DoctorRow("disk", .warning("little is left\nindeed", remedy: "make room"))

        #expect(
            row.lines == """
                warning disk          little is left
                                      indeed
                                      make room
                """)
    }

    @Test func scriptsGetAnObject() throws {
        let row = DoctorRow("disk", .problem("it is full", remedy: "make room"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys

        #expect(
            String(decoding: try encoder.encode(row), as: UTF8.self) == """
                {"remedy":"make room","subject":"disk","text":"it is full","urgency":"problem"}
                """)
    }
}
