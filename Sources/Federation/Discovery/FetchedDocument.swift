internal import Transport

/// A document of another pod. As long as it is held, its bytes count among those that answers may take.
struct FetchedDocument: Sendable {
    private let response: OutboundResponse

    init(_ response: OutboundResponse) {
        self.response = response
    }

    var bytes: [UInt8] { response.body }
}
