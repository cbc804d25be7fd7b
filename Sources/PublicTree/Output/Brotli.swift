internal import CBrotli

/// The compressor for the Brotli format (RFC 7932) at quality 5.
enum Brotli {
    /// Compresses bytes as text at quality 5, with a window of 4 MiB.
    ///
    /// - Returns: `nil` if the encoder has no memory, or refuses its parameters.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        guard let encoder = BrotliEncoderCreateInstance(nil, nil, nil) else { return nil }
        defer { BrotliEncoderDestroyInstance(encoder) }
        guard set(5, for: BROTLI_PARAM_QUALITY, of: encoder),
            set(22, for: BROTLI_PARAM_LGWIN, of: encoder),
            set(BROTLI_MODE_TEXT.rawValue, for: BROTLI_PARAM_MODE, of: encoder),
            set(UInt32(clamping: bytes.count), for: BROTLI_PARAM_SIZE_HINT, of: encoder)
        else { return nil }
        let bound = BrotliEncoderMaxCompressedSize(bytes.count)
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            bytes.withUnsafeBufferPointer { bytes in
                var (input, unread) = (bytes.baseAddress, bytes.count)
                var (output, room) = (buffer.baseAddress, bound)
                isWhole =
                    BrotliEncoderCompressStream(
                        encoder, BROTLI_OPERATION_FINISH, &unread, &input, &room, &output, &count)
                    == BROTLI_TRUE && BrotliEncoderIsFinished(encoder) == BROTLI_TRUE
            }
            if !isWhole { count = 0 }
        }
        return isWhole ? output : nil
    }

    private static func set(
        _ value: UInt32, for parameter: BrotliEncoderParameter, of encoder: OpaquePointer
    ) -> Bool {
        BrotliEncoderSetParameter(encoder, parameter, value) == BROTLI_TRUE
    }
}
