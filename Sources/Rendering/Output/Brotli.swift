internal import CBrotli

/// Compresses to the Brotli format (RFC 7932) at quality 5.
final class Brotli {
    private let memory: CompressionMemory

    init(memory: CompressionMemory = CompressionMemory()) {
        self.memory = memory
    }

    /// - Returns: `nil` if the encoder has no memory.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        memory.startOver()
        let owner = Unmanaged.passUnretained(memory).toOpaque()
        let encoder = BrotliEncoderCreateInstance(
            { owner, size in owner.flatMap(Brotli.memory)?.take(size) },
            { owner, memory in
                if let memory { owner.flatMap(Brotli.memory)?.giveBack(memory) }
            }, owner)
        guard let encoder else { return nil }
        defer { BrotliEncoderDestroyInstance(encoder) }
        BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, 5)
        BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, 22)
        BrotliEncoderSetParameter(encoder, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT.rawValue)
        BrotliEncoderSetParameter(
            encoder, BROTLI_PARAM_SIZE_HINT, UInt32(clamping: bytes.count))
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

    private static func memory(_ owner: UnsafeMutableRawPointer) -> CompressionMemory {
        Unmanaged.fromOpaque(owner).takeUnretainedValue()
    }
}
