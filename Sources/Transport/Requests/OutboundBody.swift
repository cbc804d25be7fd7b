/// The bytes of a request, shared by all requests that send the same: copied once, when made.
public struct OutboundBody: Sendable {
    private let storage: Storage

    public init(_ bytes: some Collection<UInt8>) {
        storage = Storage(bytes)
    }

    /// Size in bytes.
    public var count: Int { storage.bytes.count }

    /// The address of the bytes, valid for as long as this value lives.
    var start: UnsafeRawPointer? { UnsafeRawPointer(storage.bytes.baseAddress) }

    /// Owns the memory.
    private final class Storage: @unchecked Sendable {
        // Sendable, because the memory is written by the initialiser alone, before anyone else
        // knows it, and freed when nobody does any more.
        let bytes: UnsafeMutableBufferPointer<UInt8>

        init(_ source: some Collection<UInt8>) {
            bytes = .allocate(capacity: source.count)
            _ = bytes.initialize(fromContentsOf: source)
        }

        deinit { bytes.deallocate() }
    }
}
