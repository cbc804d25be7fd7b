import HTTPTypes
import NIOCore

/// A pod's answer to one request, read to its end.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    var body = ByteBuffer()

    var text: String { String(buffer: body) }

    init(_ head: HTTPResponse) {
        status = head.status
        headers = head.headerFields
    }

    func value(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }
}
