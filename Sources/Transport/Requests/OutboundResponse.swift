/// Another server's answer, whatever its status.
public struct OutboundResponse: Sendable {
    public let status: Int
    public let headers: [HeaderField]
    /// The body after decompression.
    public let body: [UInt8]
    /// The URL that answered: the last one after all redirects.
    public let url: OutboundURL
    /// The places that named another one, in order; empty without redirects.
    public let redirects: [OutboundURL]
    /// The room that the body takes among all answers, as long as this is held.
    private let reservation: BodyReservation?

    public init(
        status: Int, headers: [HeaderField] = [], body: [UInt8] = [], url: OutboundURL,
        redirects: [OutboundURL] = []
    ) {
        self.init(
            status: status, headers: headers, body: body, url: url, redirects: redirects,
            reservation: nil)
    }

    init(
        status: Int, headers: [HeaderField], body: [UInt8], url: OutboundURL,
        redirects: [OutboundURL], reservation: BodyReservation?
    ) {
        self.reservation = reservation
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
        self.redirects = redirects
    }

    /// Whether the status is one of 200 to 299: the only success of a delivery.
    public var isSuccess: Bool { (200...299).contains(status) }

    /// Returns the first field of that name, ignoring case.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}
