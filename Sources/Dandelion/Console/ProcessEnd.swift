import Foundation

/// The end of the process.
enum ProcessEnd {
    /// Ends the process at once: what is buffered is written, and no `atexit` handler runs, as threads may
    /// still use what it would take away.
    static func now(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }
}
