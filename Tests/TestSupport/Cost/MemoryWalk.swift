/// Work in proportion, by itself: as many small pieces of memory as some work held at once are taken, linked, walked
/// and given back.
///
/// If a piece costs more where there are more of them, that is the machine's: its caches are small, and on a shared
/// machine other guests fill them.
struct MemoryWalk {
    /// The most that is believed of a machine: work that takes the square shows beyond it.
    private static let maximumSlowdown = 2.0
    /// Bytes of a piece: of a node of a tree.
    private static let pieceBytes = 64

    private let pieces: Int
    private var shortest = Double.infinity

    /// - Parameter bytes: How much memory is held at once.
    init(bytes: Int) {
        pieces = max(bytes / Self.pieceBytes, 1_000)
    }

    /// Measures once more; the shortest of all times counts.
    mutating func repeatOnce() {
        shortest = min(shortest, ProcessorTime.seconds(walk))
    }

    /// Returns how many times as long a piece takes here as in a smaller walk: from 1 to 2.
    func slowdown(beside smaller: MemoryWalk) -> Double {
        guard pieces > smaller.pieces else { return 1 }
        let ratio = shortest / Double(pieces) / (smaller.shortest / Double(smaller.pieces))
        return min(max(ratio, 1), Self.maximumSlowdown)
    }

    private func walk() {
        var first: UnsafeMutableRawPointer?
        for _ in 0..<pieces {
            let piece = UnsafeMutableRawPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
            piece.storeBytes(of: first, as: UnsafeMutableRawPointer?.self)
            first = piece
        }
        var length = 0
        var walked = first
        while let piece = walked {
            length += 1
            walked = piece.load(as: UnsafeMutableRawPointer?.self)
        }
        precondition(length == pieces)
        while let piece = first {
            first = piece.load(as: UnsafeMutableRawPointer?.self)
            piece.deallocate()
        }
    }
}
