internal import CDeflate

/// The compressor for the gzip format (RFC 1952) at level 6, without a time stamp: the same bytes
/// give the same file.
final class Gzip {
    private var compressor: OpaquePointer?

    private static let level: Int32 = 6

    deinit { if let compressor { libdeflate_free_compressor(compressor) } }

    /// Compresses bytes in the gzip format.
    ///
    /// - Returns: `nil` if there is not enough memory.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        if compressor == nil { compressor = libdeflate_alloc_compressor(Self.level) }
        guard let compressor else { return nil }
        let bound = libdeflate_gzip_compress_bound(compressor, bytes.count)
        var size = 0
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            size = libdeflate_gzip_compress(
                compressor, bytes, bytes.count, buffer.baseAddress, bound)
            count = size
        }
        return size > 0 ? output : nil
    }
}
