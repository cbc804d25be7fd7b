import Foundation
import Store
import Testing

@testable import Pipeline

/// How many messages may be on the way, and to whom.
@Suite struct FlightTests {
    private func pods(_ count: Int, isFailing: Bool) -> [WaitingPod] {
        (0..<count).map { number in
            WaitingPod(
                host: "\(isFailing ? "away" : "there")\(number).example", isFailing: isFailing)
        }
    }

    /// Sends as many as may go to so many pods, one group after the other.
    private func fill(_ counts: [Int], isFailing: [Bool]) -> [Int] {
        var flight = Flight()
        return zip(counts, isFailing).map { count, isFailing in
            pods(count, isFailing: isFailing).reduce(0) { sum, pod in
                let room = flight.room(for: pod)
                flight.begin(room, to: pod)
                return sum + room
            }
        }
    }

    @Test func aPodGetsAFewMessagesAtOnceAndOneThatIsAwayASingleOne() {
        #expect(
            fill([1, 1, 1, 1], isFailing: [false, true, false, true]) == [Flight.perHost, 1, 0, 0])
    }

    @Test func aThousandPodsWhoseNamesDoNotResolveTakeNoPlaceOfTheOthers() {
        #expect(
            fill([1_000, 1_000], isFailing: [true, false]) == [Flight.probes, Flight.total])
    }

    @Test func aThousandPodsThatAreThereLeaveRoomToAskThoseThatWereAway() {
        #expect(
            fill([1_000, 1_000], isFailing: [false, true]) == [Flight.total, Flight.probes])
    }

    @Test func thePodsAfterTheLastServedComeFirst() {
        var flight = Flight()
        let all = pods(3, isFailing: false)
        #expect(flight.inTurn(all) == all && flight.inTurn([]) == [])

        flight.begin(1, to: all[1])

        #expect(flight.inTurn(all) == [all[2], all[0], all[1]])
    }
}
