import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// That rows of one channel are none of another's.
@Suite struct ChannelTests {
    private static let mail = ChannelName(rawValue: "mail")
    private let pod: PopulatedDatabase
    private let host = "elsewhere.example"

    init() throws {
        pod = try PopulatedDatabase()
        try pod.execute("DELETE FROM delivery; DELETE FROM payload")
    }

    private var later: Date { pod.start.addingTimeInterval(3_600) }

    @discardableResult
    private func write(_ guid: String, kind: String = "comment") throws -> Int64 {
        try pod.database.write { transaction in
            let id = try transaction.insertPayload(
                NewPayload(
                    kind: kind, guid: guid, senderID: pod.aliceID, isPublic: true, orderKey: "key",
                    xml: [60], audience: MessageAudience(.people([pod.bobID]))), at: pod.start)
            try transaction.setEnvelope([60], payloadID: id)
            return id
        }
    }

    private func register() throws { try pod.database.write { try $0.register(Self.mail) } }

    /// Plans the same destination for a channel as for federation.
    @discardableResult
    private func plan(_ channel: ChannelName, limit: Int = 10) throws -> [String] {
        var planned: [String] = []
        try pod.database.write { transaction in
            _ = try transaction.planPayloads(for: channel, limit: limit) { payload in
                let people = try transaction.reading.people(of: payload)
                planned.append("\(payload.id) \(people == [pod.bobID])")
                try transaction.insert(
                    NewDelivery(destination: "\(host)/receive/public", host: host), of: payload,
                    by: channel, at: pod.start)
            }
        }
        return planned
    }

    private func lease(_ channel: ChannelName) throws -> [Delivery] {
        try pod.database.write { transaction in
            try transaction.leaseDeliveries(
                channel, host: host, isSigned: channel == .federation, limit: 9, at: later,
                by: pod.workerID)
        }
    }

    private func payloads() throws -> [String] {
        try pod.database.pool.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT id || iif(audience IS NULL, '', ' waits') FROM payload ORDER BY id
                    """)
        }
    }

    private func ledger(_ guid: String) throws -> [String] {
        try pod.database.read { try $0.deliveries(guid: guid) }.map { "\($0.channel) \($0.state)" }
    }

    // MARK: - Planning

    @Test func eachChannelPlansAPayloadOnce() throws {
        try register()
        let ids = try ["1", "2", "3"].map { try write($0) }

        #expect(try plan(.federation, limit: 2) == ids.prefix(2).map { "\($0) true" })
        #expect(try plan(Self.mail) == ids.map { "\($0) true" })
        #expect(try plan(.federation) == ["\(ids[2]) true"])
        for channel in [.federation, Self.mail] {
            #expect(try plan(channel) == [])
            #expect(try pod.database.read { try !$0.hasUnplannedPayloads(for: channel) })
        }
        #expect(try ledger("1") == ["federation open", "mail open"])
    }

    @Test func anAudienceIsKeptUntilTheLastChannelHasPlannedIt() throws {
        try register()
        let id = try write("1")
        try plan(.federation)
        #expect(try payloads() == ["\(id) waits"])

        try plan(Self.mail)

        #expect(try payloads() == ["\(id)"])
    }

    @Test func aPayloadThatOneChannelDeliveredIsKeptForTheOther() throws {
        try register()
        let id = try write("1")
        try plan(.federation)
        let delivery = try #require(try lease(.federation).first)
        try pod.database.write { try $0.finishDelivery(id: delivery.id, at: later) }
        #expect(try payloads() == ["\(id) waits"])

        try plan(Self.mail)
        let letter = try #require(try lease(Self.mail).first)
        #expect(letter.payloadID == id)
        try pod.database.write { try $0.finishDelivery(id: letter.id, at: later) }

        #expect(try payloads() == [])
    }

    @Test func aPayloadThatNoChannelDeliversGoesWhenTheLastHasPlanned() throws {
        try register()
        let id = try write("1")
        for (channel, left) in [(Self.mail, ["\(id) waits"]), (.federation, [])] {
            try pod.database.write { _ = try $0.planPayloads(for: channel, limit: 9) { _ in } }
            #expect(try payloads() == left)
        }
    }

    @Test func aChannelThatIsNotRegisteredPlansNothing() throws {
        let before = try write("1")
        #expect(try pod.database.read { try !$0.isRegistered(Self.mail) })
        #expect(try plan(Self.mail) == [])

        try register()
        try register()
        #expect(try plan(Self.mail) == [])
        let after = try write("2")
        try register()

        #expect(try plan(Self.mail) == ["\(after) true"])
        #expect(try payloads() == ["\(before) waits", "\(after) waits"])
    }

    @Test func attack54AfterARestoreOtherChannelsAreHeldToo() throws {
        try register()
        try write("1")
        try pod.database.close()
        _ = try RestoredDatabase(settling: pod.path)
        let database = try PodDatabase(path: pod.path)

        try database.write { transaction in
            _ = try transaction.planPayloads(for: Self.mail, limit: 9) { payload in
                #expect(payload.isHeld)
                try transaction.insert(
                    NewDelivery(destination: "x@mail.example", host: "relay"), of: payload,
                    by: Self.mail, at: later)
            }
        }

        #expect(try database.read { try $0.deliveries(guid: "1") }.map(\.state) == [.held])
    }

    // MARK: - Order, leases and ends

    @Test func eachChannelHasTheFirstOfAKey() throws {
        try register()
        for guid in ["1", "2"] { try write(guid) }
        for channel in [.federation, Self.mail] { try plan(channel) }

        let messages = try lease(.federation)
        #expect(messages.map(\.guid) == ["1"] && messages[0].channel == .federation)
        let letters = try lease(Self.mail)
        #expect(letters.map(\.guid) == ["1"] && letters[0].channel == Self.mail)
        try pod.database.write { try $0.finishDelivery(id: letters[0].id, at: later) }

        #expect(try lease(.federation) == [])
        #expect(try lease(Self.mail).map(\.guid) == ["2"])
    }

    @Test func onlyWhatGoesSignedWaitsForItsEnvelope() throws {
        try register()
        try write("1")
        try pod.execute("UPDATE payload SET envelope = NULL")
        for channel in [.federation, Self.mail] { try plan(channel) }

        #expect(try lease(.federation) == [])
        #expect(try lease(Self.mail).count == 1)
        let unsigned = try pod.database.read { try $0.unsignedPayloads(limit: 9, at: later) }
        #expect(unsigned.map(\.guid) == ["1"])
    }

    @Test func whatIsForAnotherChannelAloneIsNotSigned() throws {
        try register()
        try write("1")
        try pod.execute("UPDATE payload SET envelope = NULL")
        try plan(Self.mail)

        #expect(try pod.database.read { try $0.unsignedPayloads(limit: 9, at: later) } == [])
    }

    @Test func aPostThatIsGivenUpTakesWhatFollowsItInItsChannel() throws {
        try register()
        try write("post", kind: "status_message")
        try write("comment")
        for channel in [.federation, Self.mail] { try plan(channel) }
        let letter = try #require(try lease(Self.mail).first)

        try pod.database.write { try $0.abandonDelivery(letter, reason: "x", at: later) }

        #expect(try ledger("post") == ["federation open", "mail abandoned"])
        #expect(try ledger("comment") == ["federation open", "mail abandoned"])
    }

    @Test func blockingAPodGivesUpNoLetterToItsHost() throws {
        try register()
        try write("1")
        for channel in [.federation, Self.mail] { try plan(channel) }

        let count = try pod.database.write { try $0.block(PodName(authority: host), at: later) }

        #expect(count == 1)
        #expect(try ledger("1") == ["federation abandoned", "mail open"])
    }

    @Test func breakersOfOneHostAreApart() throws {
        try register()
        try write("1")
        for channel in [.federation, Self.mail] { try plan(channel) }
        try pod.database.write { transaction in
            try transaction.openBreaker(Self.mail, host: host, until: later)
            try transaction.openBreaker(Self.mail, host: host, until: later)
        }

        let there = WaitingHost(host: host, isFailing: false)
        let failing = WaitingHost(host: host, isFailing: true)
        #expect(try waiting(.federation, at: pod.start) == [there])
        #expect(try waiting(Self.mail, at: pod.start) == [])
        #expect(try waiting(Self.mail, at: later) == [failing])
        let breaker = try pod.database.read { try $0.breaker(Self.mail, host: host) }
        #expect(breaker?.failureCount == 2)
        #expect(try pod.database.read { try $0.remotePod(host) }?.failureCount == 0)
    }

    private func waiting(_ channel: ChannelName, at date: Date) throws -> [WaitingHost] {
        try pod.database.read { try $0.waitingHosts(channel, at: date) }
    }
}
