internal import Blocking
import HTTPTypes
import Hummingbird
import NIOCore
import Transport

/// The answer made from a file of the tree: its headers, its conditions, its bytes.
struct FileResponse: Sendable {
    let match: StaticTree.Match
    let description: FileDescription
    /// The loop of the connection that the answer goes to.
    let eventLoop: any EventLoop
    /// Bytes read and sent at once; longer files go in pieces of this size.
    let pieceSize = 64 * 1024

    /// Answers a GET or HEAD, whole, in part, or with what its conditions ask for.
    func response(to request: Request) async throws -> Response {
        let size = file.size
        let condition = Precondition(
            request.headers, method: request.method, tag: entityTag, modified: modified, size: size)
        switch condition {
        case .failed: return Response(status: .preconditionFailed, headers: headers)
        case .notModified:
            var response = Response(status: .notModified, headers: headers)
            response.headers[.contentLength] = nil
            return response
        case .met(.unsatisfiable):
            var response = Response(status: .rangeNotSatisfiable, headers: headers)
            response.headers[.contentRange] = "bytes */\(size)"
            response.headers[.contentType] = nil
            response.headers[.contentEncoding] = nil
            return response
        case .met(.part(let part)):
            var response = try await response(.partialContent, part, to: request.method)
            response.headers[.contentRange] =
                "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
            return response
        case .met(.whole):
            return try await response(.ok, 0..<size, to: request.method)
        }
    }

    /// Reads the plain file whole, for pages that are changed before they are sent.
    func wholeFile() async throws -> ByteBuffer {
        try await match.file.read(0..<match.file.size)
    }

    var headers: HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = description.type
        fields[.cacheControl] = description.cacheControl
        fields[.contentSecurityPolicy] = description.securityPolicy
        fields[.eTag] = entityTag
        fields[.lastModified] = modified.description
        fields[.acceptRanges] = "bytes"
        if let twin = match.twin { fields[.contentEncoding] = twin.coding.rawValue }
        if description.isCompressed { fields[.vary] = "Accept-Encoding" }
        if description.isShared { fields[.accessControlAllowOrigin] = "*" }
        return fields
    }

    private var file: TreeFile { match.twin?.file ?? match.file }

    /// Strong: files are replaced whole, so another content has another time or size.
    private var entityTag: String {
        let twin = match.twin.map { "-" + $0.coding.rawValue } ?? ""
        return "\"\(String(file.modified, radix: 16))-\(String(file.size, radix: 16))\(twin)\""
    }

    private var modified: HTTPDate { HTTPDate(seconds: Int(file.modified / 1_000_000_000)) }

    private func response(
        _ status: HTTPResponse.Status, _ part: Range<Int>, to method: HTTPRequest.Method
    ) async throws -> Response {
        if method == .head {
            var fields = headers
            fields[.contentLength] = "\(part.count)"
            return Response(status: status, headers: fields)
        }
        if part.count <= pieceSize {
            let bytes = try await file.read(part)
            return Response(status: status, headers: headers, body: .init(byteBuffer: bytes))
        }
        return Response(status: status, headers: headers, body: stream(part))
    }

    /// Streams a part of the file; a piece is read once the connection has taken the one before.
    ///
    /// A write returns when it is queued for the event loop, which alone knows that the client is
    /// slow: without waiting for the loop, megabytes would pile up for every slow client. All of it runs on the answering
    /// threads: a loop with a piece in memory whenever one has left would get round to no other connection.
    private func stream(_ part: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: part.count) { [self] writer in
            try await BlockingExecutor.onThreads {
                for start in stride(from: part.lowerBound, to: part.upperBound, by: pieceSize) {
                    let end = min(start + pieceSize, part.upperBound)
                    try await writer.write(file.readBlocking(start..<end))
                    try await eventLoop.submit {}.get()
                }
            }
            try await writer.finish(nil)
        }
    }
}
