internal import CBrotli

/// Compresses to the Brotli format (RFC 7932) at quality 5.
enum Brotli {
    /// - Returns: `nil` if the encoder has no memory.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        let bound = BrotliEncoderMaxCompressedSize(bytes.count)
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            var size = bound
            isWhole =
                BrotliEncoderCompress(
                    5, 22, BROTLI_MODE_TEXT, bytes.count, bytes, &size,
                    buffer.baseAddress) == BROTLI_TRUE
            count = isWhole ? size : 0
        }
        return isWhole ? output : nil
    }
}
