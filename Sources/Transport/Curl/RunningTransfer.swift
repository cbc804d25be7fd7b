import CCurl
import Glibc

/// A transfer while libcurl works on it, and what it has brought so far.
///
/// libcurl's callbacks hold it unretained: the loop keeps it until its handle is removed.
final class RunningTransfer {
    let order: TransferOrder
    let easy: EasyHandle
    private let networkGuard: PrivateNetworkGuard
    private let maximumHeaderBytes: Int
    private var head = ResponseHead()
    private var body: [UInt8] = []
    private let reservation: BodyReservation
    private let waited: Duration
    /// The reason for which this side ended the transfer, or would not connect.
    private var refusal: TransportError?

    init(
        _ order: TransferOrder, on easy: EasyHandle, networkGuard: PrivateNetworkGuard,
        maximumHeaderBytes: Int, budget: BodyBudget
    ) {
        self.order = order
        reservation = BodyReservation(of: budget)
        waited = order.orderedAt.duration(to: .now)
        self.easy = easy
        self.networkGuard = networkGuard
        self.maximumHeaderBytes = maximumHeaderBytes
    }

    func outcome(_ code: CURLcode) -> TransferOrder.Outcome {
        guard code == CURLE_OK else {
            return .failure(refusal ?? failure(code))
        }
        return .success(
            TransferResult(
                status: easy.responseStatus, headers: head.fields, body: body,
                elapsed: easy.elapsed, waited: waited, reservation: reservation))
    }

    private func failure(_ code: CURLcode) -> TransportError {
        switch code {
        case CURLE_FILESIZE_EXCEEDED:
            .bodyTooLarge(maximumBytes: order.maximumBytes)
        case CURLE_OUT_OF_MEMORY where head.byteCount > 0 && body.isEmpty:
            // So libcurl 7.88 calls a single line of more than 100 KB.
            .headersTooLarge(maximumBytes: maximumHeaderBytes)
        case CURLE_RECV_ERROR where head.byteCount > 0:
            // The end of an answer that began, or a chunk that is none.
            .badResponse(reason: easy.reason(for: code))
        default:
            TransportError(code, reason: easy.reason(for: code), host: order.url.host)
        }
    }

    /// Keeps a piece of the body, which libcurl has already decompressed.
    func receive(body piece: UnsafeRawBufferPointer) -> Bool {
        let count = body.count + piece.count
        guard count <= order.maximumBytes else {
            return refuse(.bodyTooLarge(maximumBytes: order.maximumBytes))
        }
        guard makeRoom(for: count) else { return refuse(.overloaded) }
        body.append(contentsOf: piece)
        return true
    }

    private func refuse(_ error: TransportError) -> Bool {
        refusal = error
        body = []
        return false
    }

    /// Reserves what the body will take, twice as much each time it has to grow.
    private func makeRoom(for count: Int) -> Bool {
        guard count > body.capacity else { return true }
        let limit = count <= BodyBudget.freeBytes ? BodyBudget.freeBytes : order.maximumBytes
        let capacity = max(count, min(2 * body.capacity, limit))
        guard reservation.grow(to: capacity) else { return false }
        body.reserveCapacity(capacity)
        return true
    }

    func receive(headerLine line: UnsafeRawBufferPointer) -> Bool {
        head.append(line, afterBody: !body.isEmpty)
        guard head.byteCount <= maximumHeaderBytes else {
            refusal = .headersTooLarge(maximumBytes: maximumHeaderBytes)
            return false
        }
        return true
    }

    /// Opens a socket for the address, unless the pod does not talk to it.
    func openSocket(_ target: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else {
            return CURL_SOCKET_BAD
        }
        // The structure declares the shortest of all addresses; as much as it says follows.
        let bytes = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(target) + offset, count: Int(target.pointee.addrlen))
        guard let address = IPAddress(socketAddress: bytes), networkGuard.allows(address) else {
            let name = IPAddress(socketAddress: bytes)?.description ?? "of an unknown family"
            refusal = .refusedAddress(name)
            return CURL_SOCKET_BAD
        }
        return socket(
            target.pointee.family, target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
            target.pointee.protocol)
    }

    /// Judges the address of a connection once more, before each request that it carries.
    func permitsRequest(to address: String) -> Bool {
        if let address = IPAddress(address), networkGuard.allows(address) { return true }
        refusal = .refusedAddress(address)
        return false
    }
}
