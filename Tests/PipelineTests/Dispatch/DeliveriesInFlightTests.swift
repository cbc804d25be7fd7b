import Foundation
import Store
import Testing

@testable import Pipeline

/// How many messages may be in flight, and to whom.
@Suite struct DeliveriesInFlightTests {
    private let limits = DeliveryLimits(perHost: 6, total: 112, probes: 16, sendingTime: 60)

    private func hosts(_ count: Int, isFailing: Bool) -> [WaitingHost] {
        (0..<count).map { number in
            WaitingHost(
                host: "\(isFailing ? "away" : "there")\(number).example", isFailing: isFailing)
        }
    }

    /// Sends as many as may go to so many hosts, one group after the other.
    private func fill(_ counts: [Int], isFailing: [Bool]) -> [Int] {
        var inFlight = DeliveriesInFlight(limits: limits)
        return zip(counts, isFailing).map { count, isFailing in
            hosts(count, isFailing: isFailing).reduce(0) { sum, host in
                let room = inFlight.room(for: host)
                inFlight.begin(room, to: host)
                return sum + room
            }
        }
    }

    @Test func aHostGetsAFewMessagesAtOnceAndOneThatIsAwayASingleOne() {
        #expect(
            fill([1, 1, 1, 1], isFailing: [false, true, false, true])
                == [limits.perHost, 1, 0, 0])
    }

    @Test func aThousandHostsWhoseNamesDoNotResolveTakeNoPlaceOfTheOthers() {
        #expect(
            fill([1_000, 1_000], isFailing: [true, false]) == [limits.probes, limits.total])
    }

    @Test func aThousandHostsThatAreThereLeaveRoomToAskThoseThatWereAway() {
        #expect(
            fill([1_000, 1_000], isFailing: [false, true]) == [limits.total, limits.probes])
    }

    @Test func theHostsAfterTheLastServedComeFirst() {
        var inFlight = DeliveriesInFlight(limits: limits)
        let all = hosts(3, isFailing: false)
        #expect(inFlight.inTurn(all) == all && inFlight.inTurn([]) == [])

        inFlight.begin(1, to: all[1])

        #expect(inFlight.inTurn(all) == [all[2], all[0], all[1]])
    }
}
