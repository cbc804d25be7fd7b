import Testing

@testable import Server

struct ClientLedgerTests {
    private let ledger = ClientLedger(
        limits: ClientLimits(
            connections: 20, connectionsPerClient: 2, fewConnections: 1, bodyBytes: 1_000,
            bodyBytesPerClient: 200, shortBodyBytes: 50))

    @Test func aClientHasANumberOfConnections() {
        #expect(ledger.open("a") && ledger.open("a"))
        #expect(!ledger.open("a"))
        #expect(ledger.open("b"))

        ledger.close("a")

        #expect(ledger.open("a"))
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
            while ledger.open("\(client)") {}
        }

        #expect(ledger.bodyBytes < 700)
        #expect(ledger.reserve(50, of: "other") == nil)
        #expect(ledger.open("other"))
    }

    @Test func whoeverHoldsNothingIsForgotten() {
        for number in 0..<10_000 {
            let client = "\(number)"
            #expect(ledger.open(client))
            #expect(ledger.reserve(10, of: client) == nil)
            ledger.release(10, of: client)
            ledger.close(client)
        }

        #expect(ledger.bodyBytes == 0)
        #expect(ledger.accountCount == 0)
    }
}
