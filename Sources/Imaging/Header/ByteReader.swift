/// Reads numbers from bytes, front to back, and never beyond their end.
struct ByteReader {
    private(set) var bytes: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = ArraySlice(bytes)
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func take(_ count: Int) throws(ImagingError) -> ArraySlice<UInt8> {
        guard count <= bytes.count else { throw .damaged(reason: "it ends early") }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    mutating func skip(_ count: Int) throws(ImagingError) {
        _ = try take(count)
    }

    mutating func byte() throws(ImagingError) -> UInt8 {
        guard let byte = bytes.popFirst() else { throw .damaged(reason: "it ends early") }
        return byte
    }

    mutating func bigEndian(_ count: Int) throws(ImagingError) -> Int {
        try take(count).reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func littleEndian(_ count: Int) throws(ImagingError) -> Int {
        try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
