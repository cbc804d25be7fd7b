internal import Foundation

/// The lock that lets one thread at a time parse inlines.
///
/// cmark-gfm 0.29.0.gfm.6 keeps the characters that its extensions look for in a table of the
/// whole process, and every parser sets and clears it: of two that run at once one misses
/// autolinks and strikethrough. Rendering a tree needs no lock.
/// Source: `cmark_manage_extensions_special_characters` in cmark-gfm's `src/blocks.c`.
enum CMarkLock {
    private static let lock = NSLock()

    static func withLock<Result: ~Copyable>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }
}
