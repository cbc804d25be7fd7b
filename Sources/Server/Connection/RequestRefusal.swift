import HTTPTypes

/// Reasons to turn a request away before its body is read.
enum RequestRefusal: Error, Equatable {
    /// The pod holds as much as it may: 503.
    case full
    /// The client holds as much as one may: 429.
    case tooMuchOfOne
    /// The body is longer than any may be: 413.
    case tooLong

    /// Seconds after which a client that was sent away may come again.
    static let retryAfter = "60"

    var status: HTTPResponse.Status {
        switch self {
        case .full: .serviceUnavailable
        case .tooMuchOfOne: .tooManyRequests
        case .tooLong: .contentTooLarge
        }
    }

    /// The answer, which is the last one on its connection.
    var response: HTTPResponse {
        var response = HTTPResponse(
            status: status, headerFields: [.connection: "close", .contentLength: "0"])
        switch self {
        case .full, .tooMuchOfOne: response.headerFields[.retryAfter] = Self.retryAfter
        case .tooLong: break
        }
        return response
    }
}
