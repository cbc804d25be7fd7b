import Synchronization
import TestSupport
import Testing

@testable import Server

struct ClientLedgerTests {
    private let ledger = ClientLedger(
        limits: ClientLimits(
            connections: 20, connectionsPerClient: 2, fewConnections: 1, bodyBytes: 1_000,
            bodyBytesPerClient: 200, shortBodyBytes: 50))

    /// Whether a client may have one more connection.
    @discardableResult
    private func open(_ client: String, in ledger: ClientLedger? = nil) -> Bool {
        (ledger ?? self.ledger).connect(client) {} != nil
    }

    @Test func aClientHasANumberOfConnections() throws {
        let first = try #require(ledger.connect("a") {})
        #expect(open("a"))
        #expect(!open("a"))
        #expect(open("b"))

        ledger.disconnect(first)

        #expect(open("a"))
    }

    @Test func attack63WhoHoldsMostMakesRoomFirstAndWhatRestsLongestGoes() {
        let ledger = ClientLedger(limits: ClientLimits(connections: 8, fewConnections: 4))
        let closed = Mutex<[String]>([])
        func connect(_ client: String, _ name: String) -> ClientLedger.ConnectionID? {
            ledger.connect(client) { closed.withLock { $0.append(name) } }
        }
        let a = (0..<4).map { connect("a", "a\($0)") }
        let b = (0..<3).map { connect("b", "b\($0)") }
        _ = connect("c", "c0")
        // The first one of a is being answered, the second one was a moment ago.
        for id in a.prefix(2).compactMap({ $0 }) { #expect(ledger.wake(id)) }
        if let id = a[1] { ledger.rest(id) }

        let others = (0..<6).map { connect("\($0)", "\($0)") }

        #expect(others.allSatisfy { $0 != nil })
        #expect(closed.withLock { $0 } == ["a2", "b0", "a3", "b1", "a1", "c0"])
        #expect(b.map { $0.map(ledger.wake) } == [false, false, true])
    }

    @Test func attack63AnswersThatDoNotEndMakeRoomForWhoHasNone() {
        let ledger = ClientLedger(limits: ClientLimits(connections: 8, fewConnections: 4))
        let closed = Mutex<[String]>([])
        for name in ["a", "b"] {
            for number in 0..<4 {
                let id = ledger.connect(name) { closed.withLock { $0.append("\(name)\(number)") } }
                #expect(id.map(ledger.wake) == true)
            }
        }

        let others = (0..<5).map { name in
            ledger.connect("\(name)") {}.map(ledger.wake) == true
        }

        // Half of what each may have in any case stays.
        #expect(others == [true, true, true, true, false])
        #expect(closed.withLock { $0 } == ["a0", "b0", "a1", "b1"])
    }

    @Test func attack63NobodyTakesAPlaceOfWhoHoldsNoMore() {
        let ledger = ClientLedger(limits: ClientLimits(connections: 4, fewConnections: 4))
        #expect(open("a", in: ledger) && open("a", in: ledger) && open("b", in: ledger))
        #expect(open("b", in: ledger))

        #expect(!open("a", in: ledger))
        #expect(open("c", in: ledger) && open("d", in: ledger))
        #expect(!open("c", in: ledger))
        #expect(ledger.beginRequest(of: "d") == .full)
        #expect(ledger.beginRequest(of: "e") == nil)
    }

    @Test func attack63ManyAddressesLeaveRoomForANewClient() {
        let ledger = ClientLedger(limits: ClientLimits())
        for address in 0..<2_000 {
            for _ in 0..<10 { open("\(address)", in: ledger) }
        }

        for address in 2_000..<3_000 { #expect(open("\(address)", in: ledger)) }
    }

    @Test func attack63RoomIsFoundInTheSameTimeHoweverManyHoldIt() {
        let cost = CostMeasurement(CostShape("connections", "x", bytes: 64 << 10)) { document in
            let ledger = ClientLedger(limits: ClientLimits(connections: document.count / 2))
            for number in document.indices { open("\(number)", in: ledger) }
        }

        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
    }

    @Test func attack63OneClientHoldsItsShareOfTheBytes() {
        #expect(ledger.reserve(200, of: "a") == nil)

        #expect(ledger.reserve(1, of: "a") == .tooMuchOfOne)
        #expect(ledger.refusal(announcing: 1, of: "a") == .tooMuchOfOne)
        #expect(ledger.refusal(announcing: 201, of: "b") == .tooMuchOfOne)
        #expect(ledger.refusal(announcing: 200, of: "b") == nil)

        ledger.release(200, of: "a")
        #expect(ledger.reserve(200, of: "a") == nil)
        #expect(ledger.bodyBytes == 200)
    }

    @Test func attack63LongBodiesLeaveRoomForShortOnes() {
        for client in 0..<5 { #expect(ledger.reserve(100, of: "\(client)") == nil) }
        for client in 5..<8 { #expect(ledger.reserve(80, of: "\(client)") == nil) }
        #expect(ledger.bodyBytes == 740)

        #expect(ledger.reserve(51, of: "c") == .full)
        #expect(ledger.reserve(50, of: "c") == nil)
        #expect(ledger.reserve(10, of: "c", beside: 50) == .full)
        #expect(ledger.refusal(announcing: 51, of: "d") == .full)
        #expect(ledger.refusal(announcing: 50, of: "d") == nil)
    }

    @Test func attack63AFewClientsLeaveRoomForAllOthers() {
        // Each takes all that it may: of bytes, and of connections.
        for client in 0..<4 {
            while ledger.reserve(10, of: "\(client)") == nil {}
            while open("\(client)") {}
        }

        #expect(ledger.bodyBytes < 700)
        #expect(ledger.reserve(50, of: "other") == nil)
        #expect(open("other"))
    }

    @Test func whoeverHoldsNothingIsForgotten() throws {
        for number in 0..<10_000 {
            let client = "\(number)"
            let id = try #require(ledger.connect(client) {})
            #expect(ledger.reserve(10, of: client) == nil)
            ledger.release(10, of: client)
            ledger.disconnect(id)
        }

        #expect(ledger.bodyBytes == 0)
        #expect(ledger.accountCount == 0)
    }
}
