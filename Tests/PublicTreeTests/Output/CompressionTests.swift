import CBrotli
import Testing

@testable import PublicTree

@Suite struct CompressionTests {
    private let texts: [[UInt8]] = [
        Array(String(repeating: "A sentence, and the same again. ", count: 3_000).utf8),
        Array((0..<20_000).map { "\($0 * $0 % 977)" }.joined(separator: " ").utf8),
        Array("<p>short</p>".utf8), [],
    ]

    @Test func theLibraryGivesTheSameInOneGo() {
        // For no bytes at all, the two have another form.
        for text in texts where !text.isEmpty {
            var size = BrotliEncoderMaxCompressedSize(text.count)
            var bytes = [UInt8](repeating: 0, count: size)
            let isWhole = BrotliEncoderCompress(
                5, 22, BROTLI_MODE_TEXT, text.count, text, &size, &bytes)
            #expect(isWhole == BROTLI_TRUE)
            #expect(Brotli.compress(text) == Array(bytes.prefix(size)))
        }
    }

    @Test func whatWasCompressedBeforeDoesNotMatter() throws {
        let gzip = Gzip()
        for text in texts + texts.reversed() {
            let brotliBytes = Brotli.compress(text)
            #expect(brotliBytes != nil && brotliBytes == Brotli.compress(text))
            let gzipBytes = gzip.compress(text)
            #expect(gzipBytes != nil && gzipBytes == Gzip().compress(text))
        }
    }
}
