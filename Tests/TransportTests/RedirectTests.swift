import Testing

@testable import Transport

@Suite struct RedirectTests {
    /// Sends a request for `/3` to `/2`, and so on until `/0`, which answers.
    private func countdown() throws -> LoopbackServer {
        try LoopbackServer { connection in
            while let request = connection.readRequest() {
                if let number = Int(request.path.dropFirst()), number > 0 {
                    connection.reply(
                        "", status: "302 Found", headers: "Location: \(number - 1)\r\n")
                } else {
                    connection.reply("arrived")
                }
            }
        }
    }

    @Test func attack5FetchingFollowsFourRedirects() async throws {
        let server = try countdown()

        let response = try await CurlTransport.development().send(server.request(.get, "/4"))

        #expect(response.status == 200)
        #expect(response.url == (try server.url("/0")))
        #expect(response.redirects == (try ["/4", "/3", "/2", "/1"].map { try server.url($0) }))
        #expect(server.acceptedCount == 1)
    }

    @Test func attack5FetchingFollowsNoFifthRedirect() async throws {
        let server = try countdown()

        await #expect(throws: TransportError.tooManyRedirects(maximum: 4)) {
            try await CurlTransport.development().send(server.request(.get, "/5"))
        }
    }

    @Test(arguments: [OutboundRequest.Method.post, .get])
    func attack5DeliveringFollowsNone(_ method: OutboundRequest.Method) async throws {
        let server = try countdown()

        let response = try await CurlTransport.development()
            .send(server.request(method, "/1", kind: .deliver))

        #expect(response.status == 302)
        #expect(response.header("location") == "0")
        #expect(!response.isSuccess)
        #expect(response.url == (try server.url("/1")))
    }

    @Test func aRedirectToAHostThatIsRefusedIsNotFollowed() async throws {
        let server = try LoopbackServer { connection in
            while connection.readRequest() != nil {
                connection.reply(
                    "", status: "302 Found", headers: "Location: http://127.0.0.2:4000/\r\n")
            }
        }
        var asked = try server.request(.get, "/")
        asked.otherAuthorities = ["127.0.0.2:4000"]
        asked.isRefused = { $0 == "127.0.0.2:4000" }
        let request = asked

        await #expect(throws: TransportError.refusedHost("127.0.0.2:4000")) {
            try await CurlTransport.development().send(request)
        }
    }

    @Test func attack5FromHTTPSThereIsNoWayToHTTP() throws {
        var steps = RedirectSteps(
            OutboundRequest(.get, try OutboundURL("https://pod.example/"), kind: .fetch))
        let result = TransferResult(
            status: 302, headers: [HeaderField("location", "http://pod.example/")], body: [],
            elapsed: .zero)

        #expect(throws: TransportError.refusedURL(.scheme("http"))) { try steps.follow(result) }
    }

    @Test func allStepsShareOneDeadline() throws {
        var steps = RedirectSteps(
            OutboundRequest(.get, try OutboundURL("https://pod.example/"), kind: .fetch))
        let result = TransferResult(
            status: 307, headers: [HeaderField("Location", "/next")], body: [],
            elapsed: .seconds(6), waited: .seconds(5))

        #expect(try steps.follow(result))
        #expect(steps.remaining == .seconds(4))
        #expect(steps.remainingWait == .seconds(15))
        #expect(throws: TransportError.timedOut) { try steps.follow(result) }
    }

    @Test func anotherServerDoesNotGetWhatWasMeantForTheFirst() throws {
        var steps = RedirectSteps(
            OutboundRequest(
                .get, try OutboundURL("https://pod.example/"),
                headers: [HeaderField("Authorization", "secret"), HeaderField("Accept", "x")],
                kind: .fetch))
        let result = TransferResult(
            status: 308, headers: [HeaderField("Location", "https://other.example/")], body: [],
            elapsed: .zero)

        #expect(try steps.follow(result))
        #expect(steps.headers == [HeaderField("Accept", "x")])
    }
}
