internal import CBrotli

/// Compresses to the Brotli format (RFC 7932) at quality 5.
final class Brotli {
    private let memory: CompressionMemory

    init(memory: CompressionMemory = CompressionMemory()) {
        self.memory = memory
    }

    /// - Returns: `nil` if the encoder has no memory, or refuses its parameters.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        memory.startOver()
        let owner = Unmanaged.passUnretained(memory).toOpaque()
        let encoder = BrotliEncoderCreateInstance(
            { owner, size in owner.flatMap(Brotli.owner)?.take(size) },
            { owner, memory in
                if let memory { owner.flatMap(Brotli.owner)?.giveBack(memory) }
            }, owner)
        guard let encoder else { return nil }
        defer { BrotliEncoderDestroyInstance(encoder) }
        guard Self.set(5, for: BROTLI_PARAM_QUALITY, of: encoder),
            Self.set(22, for: BROTLI_PARAM_LGWIN, of: encoder),
            Self.set(BROTLI_MODE_TEXT.rawValue, for: BROTLI_PARAM_MODE, of: encoder),
            Self.set(UInt32(clamping: bytes.count), for: BROTLI_PARAM_SIZE_HINT, of: encoder)
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

    private static func owner(at pointer: UnsafeMutableRawPointer) -> CompressionMemory {
        Unmanaged.fromOpaque(pointer).takeUnretainedValue()
    }

    private static func set(
        _ value: UInt32, for parameter: BrotliEncoderParameter, of encoder: OpaquePointer
    ) -> Bool {
        BrotliEncoderSetParameter(encoder, parameter, value) == BROTLI_TRUE
    }
}
