internal import Diaspora
internal import Foundation
public import Transport

/// Asks other pods for their documents.
public struct FederationClient: Sendable {
    private let transport: any HTTPTransport
    /// Whether other pods are asked by `https`, as all are but pods on trial.
    public let isSecure: Bool

    public init(transport: any HTTPTransport, isSecure: Bool = true) {
        self.transport = transport
        self.isSecure = isSecure
    }

    /// The pod that a person's ID names.
    func pod(of id: DiasporaID) -> PodAddress { PodAddress(of: id, isSecure: isSecure) }

    /// - Parameter id: Whose pod it is: the port of the ID is the one that may be asked.
    /// - Parameter staysAtPod: Whether the answer is believed because of where it comes from: then
    ///   redirects must not leave the pod. Attack 11.
    /// - Returns: The document's bytes.
    /// - Throws: ``FetchError``.
    func get(
        _ url: String, of id: DiasporaID, accept: String = "*/*", maximumBytes: Int = 1 << 20,
        staysAtPod: Bool = true
    ) async throws(FetchError) -> [UInt8] {
        let response: OutboundResponse
        do throws(TransportError) {
            var request = OutboundRequest(
                .get, try OutboundURL.checked(url), headers: [HeaderField("Accept", accept)],
                kind: .fetch, maximumBytes: maximumBytes)
            request.identityPort = id.port
            response = try await transport.send(request)
        } catch {
            throw .transport(error)
        }
        guard !staysAtPod || response.redirects.isEmpty || isPod(of: id, "\(response.url)") else {
            throw .leftThePod("\(response.url)")
        }
        switch response.status {
        case 200...299: return response.body
        case 404, 410: throw .notThere
        default: throw .status(response.status)
        }
    }

    private func isPod(of id: DiasporaID, _ url: String) -> Bool {
        PodAddress(url: url)?.isSamePod(as: pod(of: id)) == true
    }
}

/// Why a document of another pod was not got.
public enum FetchError: Error, Equatable, CustomStringConvertible {
    case transport(TransportError)
    /// 404 or 410: the pod says that there is no such thing.
    case notThere
    case status(Int)
    /// Another host was named for what only the pod itself can say.
    case leftThePod(String)

    public var description: String {
        switch self {
        case .transport(let error): error.description
        case .notThere: "the other pod says that it is not there"
        case .leftThePod(let url): "the other pod sent us away to \(url)"
        case .status(let status): "the other pod answered \(status)"
        }
    }
}

extension OutboundURL {
    /// An address, or why it is not asked.
    static func checked(_ text: String) throws(TransportError) -> OutboundURL {
        do {
            return try OutboundURL(text)
        } catch {
            throw .refusedURL(error)
        }
    }
}

extension DiasporaID {
    /// The port that the ID names; nil for the usual one.
    var port: UInt16? {
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else {
            return nil
        }
        return UInt16(authority[authority.index(after: colon)...])
    }
}
