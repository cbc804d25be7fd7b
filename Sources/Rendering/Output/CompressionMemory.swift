internal import Glibc

/// Memory that one compression after the other works in: each takes from the front again, and only the
/// end of the owner gives it back to the system.
///
/// A compressor takes megabytes for each file, and the system clears each page of 4 KiB at its first
/// use; here it may give 2 MiB at once, and only once.
final class CompressionMemory {
    private static let alignment = 64
    /// `MADV_HUGEPAGE` of sys/mman.h, which is no part of the Glibc module everywhere.
    private static let largePages: Int32 = 14

    private let region: UnsafeMutableRawPointer?
    private let size: Int
    private var used = 0

    /// - Parameter size: Bytes; what is taken beyond them comes from elsewhere.
    init(size: Int = 64 << 20) {
        self.size = size
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let found = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
        region = found == MAP_FAILED ? nil : found
        // Without them it works as well.
        if let region { madvise(region, size, Self.largePages) }
    }

    deinit { if let region { munmap(region, size) } }

    /// Begins at the front again: whatever was taken must not be used any more.
    func startOver() { used = 0 }

    /// - Returns: `nil` if there is no memory.
    func take(_ count: Int) -> UnsafeMutableRawPointer? {
        guard let region, count <= size - used else { return malloc(count) }
        defer { used = (used + count + Self.alignment - 1) & ~(Self.alignment - 1) }
        return region + used
    }

    /// Frees what came from elsewhere; the rest stays taken until ``startOver()``.
    func giveBack(_ memory: UnsafeMutableRawPointer) {
        if let region, memory >= region, memory < region + size { return }
        free(memory)
    }
}
