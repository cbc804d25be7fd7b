internal import CZlib

/// Compresses to the gzip format (RFC 1952) at level 6, without a time stamp: the same bytes give the
/// same file.
final class Gzip {
    private var stream = z_stream()
    private var isReady = false

    deinit { if isReady { deflateEnd(&stream) } }

    /// - Returns: `nil` if zlib has no memory.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        if isReady {
            deflateReset(&stream)
        } else {
            guard dandelion_gzip_init(&stream, 6) == Z_OK else { return nil }
            isReady = true
        }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            bytes.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(bound)
                isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = bound - Int(stream.avail_out)
            }
        }
        return isWhole ? output : nil
    }
}
