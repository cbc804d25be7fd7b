import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix

/// Requests of HTTP/1.1, each on a connection of its own.
extension RunningPod {
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, headers)
    }

    func head(_ path: String) async throws -> Answer { try await send(.head, path) }

    func post(
        _ path: String, _ text: String, _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await send(.post, path, headers, body: ByteBuffer(string: text))
    }

    /// Sends a request and reads its answer to the end.
    ///
    /// It does not ask the pod to close the connection, which would leave the rest of a refused body
    /// unread and hold up the shutdown.
    ///
    /// - Parameter path: The target as it is sent, unchanged.
    /// - Throws: ``AnswerError/cut`` if the pod closes before it has answered.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
        body: ByteBuffer? = nil
    ) async throws -> Answer {
        let parts = parts(method, path, headers, body)
        return try await connectForOneRequest().executeThenClose { inbound, outbound in
            // The pod may answer, and close, before it has read everything.
            try? await outbound.write(contentsOf: parts)
            var answer: Answer?
            for try await part in inbound {
                switch part {
                case .head(let head): answer = Answer(head)
                case .body(let bytes): answer?.body.writeImmutableBuffer(bytes)
                case .end: if let answer { return answer }
                }
            }
            throw AnswerError.cut
        }
    }

    private func parts(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer?
    ) -> [HTTPRequestPart] {
        var head = HTTPRequest(
            method: method, scheme: nil, authority: "localhost", path: path, headerFields: headers)
        guard let body else { return [.head(head), .end(nil)] }
        head.headerFields[.contentLength] = "\(body.readableBytes)"
        return [.head(head), .body(body), .end(nil)]
    }

    private func connectForOneRequest() async throws
        -> NIOAsyncChannel<HTTPResponsePart, HTTPRequestPart>
    {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.minutes(10))
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(HTTP1ToHTTPClientCodec())
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }
}
