import Diaspora
internal import Federation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Takes what other pods send. The answer comes when the bytes are on disk; what is in them is looked
/// at later.
///
///     POST /receive/public        a magic envelope
///     POST /receive/users/GUID    one encrypted for a person
///
/// Spec: diaspora* federation protocol, "Routes and status codes".
struct ReceiveController: Sendable {
    let inbox: Inbox
    let client: ClientAddress
    /// Bytes of a body that is taken.
    let maximumBytes: Int

    /// Seconds after which a pod that was sent away may come again.
    private static let retryAfter = "60"

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .post("receive/public", use: receivePublic)
            .post("receive/users/:guid", use: receivePrivate)
    }

    @Sendable private func receivePublic(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        await take(request, context, recipient: nil)
    }

    @Sendable private func receivePrivate(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        guard let guid = context.parameters.get("guid").flatMap({ GUID($0) }) else {
            return Self.answer(.notFound, "nobody here has this GUID\n")
        }
        return await take(request, context, recipient: guid)
    }

    private func take(
        _ request: Request, _ context: PodRequestContext, recipient: GUID?
    ) async -> Response {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: maximumBytes)
        } catch {
            return Self.answer(.contentTooLarge, "the message is too long\n")
        }
        guard body.readableBytes > 0 else {
            return Self.answer(.badRequest, "there is no message\n")
        }
        do {
            try await inbox.accept(
                Array(body.readableBytesView), for: recipient, from: client.of(request, context))
            return Response(status: .accepted)
        } catch InboxRefusal.unknownRecipient {
            return Self.answer(.notFound, "nobody here has this GUID\n")
        } catch InboxRefusal.blocked {
            return Self.answer(.forbidden, "this pod takes nothing from yours\n")
        } catch InboxRefusal.tooMuchOfOne {
            return Self.answer(.tooManyRequests, "too much at once; try again later\n")
        } catch InboxRefusal.full {
            return Self.answer(.serviceUnavailable, "the inbox is full; try again later\n")
        } catch {
            RequestIDs(client: client).logger(for: request, context).error(
                "a message could not be stored", metadata: ["error": "\(error)"])
            return Self.answer(.serviceUnavailable, "the message could not be stored\n")
        }
    }

    private static func answer(_ status: HTTPResponse.Status, _ text: String) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8"]
        if [.tooManyRequests, .serviceUnavailable].contains(status) {
            headers[.retryAfter] = retryAfter
        }
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
