import Foundation
import Testing

@testable import Dandelion

/// Faults of what waits, each planted alone.
@Suite struct WorkCheckTests {
    private let now = Date(timeIntervalSince1970: 1_750_000_000)

    private func drafts(
        failures: [DraftsCheck.Failure] = [], held: Int = 0, at seconds: [Double] = [],
        isWorking: Bool = false
    ) -> [Finding] {
        DraftsCheck(
            failures: failures, heldCount: held, times: seconds.map(now.addingTimeInterval),
            now: now, isWorking: isWorking
        ).findings()
    }

    @Test func aDraftThatIsOverdueWithNobodyAtWorkIsNamed() {
        #expect(drafts(at: [-10, 3_600]).map(\.urgency) == [.ok])
        #expect(drafts(at: [-61]).map(\.urgency) == [.problem])
        #expect(drafts(at: [-61])[0].remedy?.contains("dandelion serve") == true)
        #expect(drafts(at: [-61], isWorking: true).map(\.urgency) == [.warning])
    }

    @Test func draftsThatFailedOrAreHeldAreNamed() {
        #expect(
            drafts(failures: [.init(guid: "abc", reason: "for a reason")])[0].text.contains(
                "abc: for a reason"))
        #expect(drafts(held: 2)[0].text.hasPrefix("2 with a time are held"))
    }

    @Test func changesThatWaitAreAWarningWhereNobodyWorks() {
        func pages(built: Bool, _ waiting: Int, working: Bool, failures: [String] = []) -> [Finding]
        {
            PagesCheck(
                wasBuilt: built, failures: failures, waitingCount: waiting, isWorking: working
            ).findings()
        }

        #expect(pages(built: false, 1, working: false).map(\.urgency) == [.ok])
        #expect(pages(built: true, 2, working: false).map(\.urgency) == [.warning])
        #expect(pages(built: true, 2, working: true).map(\.urgency) == [.ok])
        #expect(pages(built: true, 0, working: true, failures: ["x"]).map(\.urgency) == [.problem])
    }

    @Test func messagesThatEndTheProgramOrAreHeldAreNamed() {
        #expect(
            MessagesCheck(fatal: ["in-7"], heldCount: 0, droppedCount: 0).findings()[0].text
                .contains(
                    "in-7"))
        #expect(
            MessagesCheck(fatal: [], heldCount: 3, droppedCount: 0).findings()[0].urgency == .ok)
        #expect(OutboxCheck(heldCount: 1).findings()[0].text == "1 message to others is held")
        #expect(OutboxCheck(heldCount: 0).findings()[0].urgency == .ok)
        #expect(SendersCheck(heldCount: 2).findings()[0].urgency == .warning)
        #expect(
            QuotasCheck(isTotalReached: false, pods: ["full.example"]).findings()[0].urgency
                == .problem)
        #expect(QuotasCheck(isTotalReached: true, pods: []).findings()[0].urgency == .problem)
    }

    @Test func aDamagedDatabaseIsNamed() {
        let check = DatabaseFindingsCheck(schemaVersion: 7, faults: ["this", "that"])

        #expect(check.findings().map(\.urgency) == [.problem])
        #expect(check.findings()[0].text == "this\nthat")
    }
}
