import Testing

@testable import Server

struct ClientLedgerTests {
    private let ledger = ClientLedger(
        limits: ClientLimits(
            connectionsPerClient: 2, bodyBytes: 1_000, bodyBytesPerClient: 400,
            shortBodyBytes: 50))

    @Test func aClientHasANumberOfConnections() {
        #expect(ledger.open("a") && ledger.open("a"))
        #expect(!ledger.open("a"))
        #expect(ledger.open("b"))

        ledger.close("a")

        #expect(ledger.open("a"))
    }

    @Test func attack63OneClientHoldsItsShareOfTheBytes() {
        #expect(ledger.reserve(400, of: "a") == nil)

        #expect(ledger.reserve(1, of: "a") == .tooMuchOfOne)
        #expect(ledger.refusal(announcing: 1, of: "a") == .tooMuchOfOne)
        #expect(ledger.refusal(announcing: 401, of: "b") == .tooMuchOfOne)
        #expect(ledger.refusal(announcing: 350, of: "b") == nil)

        ledger.release(400, of: "a")
        #expect(ledger.reserve(400, of: "a") == nil)
        #expect(ledger.bodyBytes == 400)
    }

    @Test func attack63LongBodiesLeaveRoomForShortOnes() {
        #expect(ledger.reserve(400, of: "a") == nil)
        #expect(ledger.reserve(350, of: "b") == nil)

        #expect(ledger.reserve(51, of: "c") == .full)
        #expect(ledger.reserve(50, of: "c") == nil)
        #expect(ledger.reserve(10, of: "c", beside: 50) == .full)
        #expect(ledger.refusal(announcing: 51, of: "d") == .full)
        #expect(ledger.refusal(announcing: 50, of: "d") == nil)
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
