import Foundation
import Store
import Testing

@testable import Outbox

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
        var flight = SampleFlight(limits)
        return zip(counts, isFailing).map { count, isFailing in
            hosts(count, isFailing: isFailing).reduce(0) { $0 + flight.fill($1).count }
        }
    }

    @Test func aHostGetsAFewMessagesAtOnceAndOneThatIsAwayASingleOne() {
        #expect(
            fill([1, 1, 1, 1], isFailing: [false, true, false, true])
                == [limits.unprovenPerHost, 1, 0, 0])
    }

    @Test func aThousandHostsWhoseNamesDoNotResolveTakeNoPlaceOfTheOthers() {
        #expect(
            fill([1_000, 1_000], isFailing: [true, false]) == [limits.probes, limits.unproven])
    }

    @Test func aThousandHostsThatAreThereLeaveRoomToAskThoseThatWereAway() {
        #expect(
            fill([1_000, 1_000], isFailing: [false, true]) == [limits.unproven, limits.probes])
    }

    // MARK: - Hosts that answer slowly

    @Test(arguments: [
        ("slow.example", "other.example"), ("www.slow.example", "slow.example"),
        ("192.0.2.1", "192.0.2.2"), ("[2001:db8::1]", "[2001:db8::2]"),
    ])
    func attack21AllPortsOfAHostShareItsPlaces(name: String, other: String) {
        var flight = SampleFlight(limits)
        let ports = [name] + (3_000..<3_100).map { "\(name):\($0)" }

        let first = ports.flatMap { flight.fill($0) }
        #expect(first.count == limits.unprovenPerHost)
        #expect(flight.fill(other).count == limits.unprovenPerHost)

        let probes = ports.dropFirst().flatMap {
            flight.fill(WaitingHost(host: $0, isFailing: true))
        }
        #expect(probes.count == 1)

        for id in first { flight.end(id, after: .zero) }
        #expect(ports.flatMap { flight.fill($0) }.count == limits.perHost)
    }

    @Test func attack21HostsThatAnswerSlowlyLeavePlacesToThoseThatAnswerSoon() {
        var flight = SampleFlight(limits)
        flight.prove("soon.example")

        let slow = (0..<1_000).flatMap { flight.fill("slow\($0).example") }

        #expect(slow.count == limits.unproven && slow.count < limits.total)
        #expect(flight.fill("soon.example").count == limits.perHost)
    }

    @Test func attack21ADeliveryKeepsItsPlaceHoweverItsHostAnswersAnother() {
        var flight = SampleFlight(limits)
        let both = flight.fill("both.example")
        flight.end(both[0], after: .zero)

        let others = (0..<1_000).flatMap { flight.fill("other\($0).example") }
        #expect(others.count == limits.unproven - 1)

        flight.end(both[1], after: slowly)
        #expect(flight.fill("one.more.example").count == 1)
    }

    @Test func attack21HostsThatAreSlowAndQuickAtOnceHoldPlacesOfTheQuickOnce() {
        var flight = SampleFlight(limits)
        flight.prove("soon.example")
        let names = (0..<(limits.unproven / limits.unprovenPerHost)).map { "both\($0).example" }

        var held: [Int64] = []
        for name in names {
            let ids = flight.fill(name)
            flight.end(ids[0], after: .zero)
            held += ids.dropFirst()
        }
        held += names.flatMap { flight.fill($0) }
        #expect(held.count == limits.total && flight.fill("soon.example").isEmpty)
        for id in held { flight.end(id, after: slowly) }

        for name in names {
            let ids = flight.fill(name)
            #expect(ids.count == limits.unprovenPerHost)
            flight.end(ids[0], after: .zero)
        }
        // They may have as many places as before, and none of the others.
        _ = names.flatMap { flight.fill($0) }
        #expect(flight.fill("soon.example").count == limits.perHost)
    }

    private let slowly = QuickHosts.longestAnswer * 2

    @Test func aHostThatAnsweredSlowlyIsNotQuickForAWhile() {
        let start = ContinuousClock.now
        var hosts = QuickHosts()
        hosts.note("one.example", after: .zero, nil, at: start)
        hosts.note("one.example", after: slowly, nil, at: start)
        #expect(!hosts.contains("one.example"))

        hosts.note("one.example", after: .zero, nil, at: start + QuickHosts.probation / 2)
        #expect(!hosts.contains("one.example"))

        hosts.note("one.example", after: .zero, nil, at: start + QuickHosts.probation)
        #expect(hosts.contains("one.example"))
    }

    @Test func aHostThatWasWaitedForInVainWasSlow() {
        let start = ContinuousClock.now
        var hosts = QuickHosts()
        let failure = DeliveryError.unreachable(status: "", reason: "")
        hosts.note("closed.example", after: .zero, failure, at: start)
        hosts.note("silent.example", after: slowly, failure, at: start)

        for name in ["closed.example", "silent.example"] {
            hosts.note(name, after: .zero, nil, at: start)
        }

        #expect(hosts.contains("closed.example") && !hosts.contains("silent.example"))
    }

    private static let endings: [(Duration, DeliveryError?, Bool)] = [
        (QuickHosts.longestAnswer, nil, true), (QuickHosts.longestAnswer * 2, nil, false),
        (.zero, .refused(reason: ""), true), (.zero, .unreachable(status: "", reason: ""), false),
        (.zero, .interrupted, false),
    ]

    @Test(arguments: endings)
    func whoeverAnswersSoonIsQuick(duration: Duration, failure: DeliveryError?, isQuick: Bool) {
        var hosts = QuickHosts()
        hosts.note("one.example", after: duration, failure, at: .now)
        #expect(hosts.contains("one.example") == isQuick)
    }

    @Test func attack21WhatIsRememberedOfHostsIsBounded() {
        var hosts = QuickHosts()
        let names = (0..<(QuickHosts.capacity + 10)).map { "\($0).example" }
        for name in names { hosts.note(name, after: .zero, nil, at: .now) }
        #expect(names.count(where: hosts.contains) == QuickHosts.capacity)
    }

    @Test func attack21WhatIsRememberedOfSlowHostsIsBounded() {
        let start = ContinuousClock.now
        var hosts = QuickHosts()
        let names = (0..<(QuickHosts.capacity + 10)).map { "\($0).example" }
        for name in names { hosts.note(name, after: slowly, nil, at: start) }

        // Those that were forgotten become quick at once.
        for name in names { hosts.note(name, after: .zero, nil, at: start) }

        #expect(names.count(where: hosts.contains) == 10)
    }

    @Test func allPlacesAreFreeOnceAllHaveEnded() {
        var flight = SampleFlight(limits)
        for round in 0..<3 {
            let ids = (0..<limits.total).flatMap { flight.fill("host\($0).example") }
            #expect(ids.count == (round == 0 ? limits.unproven : limits.total))
            for id in ids { flight.end(id, after: .zero) }
            #expect(!flight.inFlight.isBusy)
        }
    }

    @Test func theHostsAfterTheLastServedComeFirst() {
        var inFlight = DeliveriesInFlight(limits: limits)
        let all = hosts(3, isFailing: false)
        #expect(inFlight.inTurn(all) == all && inFlight.inTurn([]) == [])

        inFlight.begin([1], to: all[1])

        #expect(inFlight.inTurn(all) == [all[2], all[0], all[1]])
    }
}
