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
            fill([1_000, 1_000], isFailing: [true, false]) == [limits.probes, limits.unproven])
    }

    @Test func aThousandHostsThatAreThereLeaveRoomToAskThoseThatWereAway() {
        #expect(
            fill([1_000, 1_000], isFailing: [false, true]) == [limits.unproven, limits.probes])
    }

    // MARK: - Hosts that answer slowly

    private func host(_ name: String) -> WaitingHost { WaitingHost(host: name, isFailing: false) }

    /// Sends as many as may go to a host.
    private func fill(_ name: String, _ inFlight: inout DeliveriesInFlight) -> Int {
        let room = inFlight.room(for: host(name))
        inFlight.begin(room, to: host(name))
        return room
    }

    @Test(arguments: [
        ("slow.example", "other.example"), ("www.slow.example", "slow.example"),
        ("192.0.2.1", "192.0.2.2"), ("[2001:db8::1]", "[2001:db8::2]"),
    ])
    func attack21AllPortsOfAHostShareItsPlaces(name: String, other: String) {
        var inFlight = DeliveriesInFlight(limits: limits)
        let ports = [name] + (3_000..<3_100).map { "\(name):\($0)" }

        #expect(ports.reduce(0) { $0 + fill($1, &inFlight) } == limits.perHost)
        #expect(fill(other, &inFlight) == limits.perHost)

        let failing = ports.map { WaitingHost(host: $0, isFailing: true) }
        let probes = failing.dropFirst().reduce(0) { sum, host in
            let room = inFlight.room(for: host)
            inFlight.begin(room, to: host)
            return sum + room
        }
        #expect(probes == 1)
        #expect(inFlight.room(for: WaitingHost(host: "\(other):3000", isFailing: true)) == 1)
    }

    @Test func attack21HostsThatAnswerSlowlyLeavePlacesToThoseThatAnswerSoon() {
        var inFlight = DeliveriesInFlight(limits: limits)
        _ = fill("soon.example", &inFlight)
        for _ in 0..<limits.perHost { inFlight.end(at: "soon.example", after: .zero, nil) }

        let slow = (0..<1_000).reduce(0) { $0 + fill("slow\($1).example", &inFlight) }

        #expect(slow == limits.unproven && slow < limits.total)
        #expect(fill("soon.example", &inFlight) == limits.perHost)
    }

    private static let endings: [(Duration, DeliveryError?, Bool)] = [
        (QuickHosts.longestAnswer, nil, true), (QuickHosts.longestAnswer * 2, nil, false),
        (.zero, .refused(reason: ""), true), (.zero, .unreachable(status: "", reason: ""), false),
        (.zero, .interrupted, false),
    ]

    @Test(arguments: endings)
    func whoeverAnswersSoonIsQuick(duration: Duration, failure: DeliveryError?, isQuick: Bool) {
        var hosts = QuickHosts()
        hosts.note("one.example", after: duration, failure)
        #expect(hosts.contains("one.example") == isQuick)
    }

    @Test func attack21WhatIsRememberedOfHostsIsBounded() {
        var hosts = QuickHosts()
        let names = (0..<(QuickHosts.capacity + 10)).map { "\($0).example" }
        for name in names { hosts.note(name, after: .zero, nil) }
        #expect(names.count(where: hosts.contains) == QuickHosts.capacity)
    }

    @Test func allPlacesAreFreeOnceAllHaveEnded() {
        var inFlight = DeliveriesInFlight(limits: limits)
        for round in 0..<3 {
            let names = (0..<limits.total).map { "host\($0).example" }
            let counts = names.map { fill($0, &inFlight) }
            #expect(counts.reduce(0, +) == (round == 0 ? limits.unproven : limits.total))
            for (name, count) in zip(names, counts) {
                for _ in 0..<count { inFlight.end(at: name, after: .zero, nil) }
            }
            #expect(!inFlight.isBusy)
        }
    }

    @Test func theHostsAfterTheLastServedComeFirst() {
        var inFlight = DeliveriesInFlight(limits: limits)
        let all = hosts(3, isFailing: false)
        #expect(inFlight.inTurn(all) == all && inFlight.inTurn([]) == [])

        inFlight.begin(1, to: all[1])

        #expect(inFlight.inTurn(all) == [all[2], all[0], all[1]])
    }
}
