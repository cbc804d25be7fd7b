internal import Foundation

/// The name and the priority of the calling thread. Source: proc(5), setpriority(2).
enum CallingThread {
    static func setName(_ name: String) {
        // glibc's function for it is no part of Swift's module; without a name the thread works as well.
        try? name.write(toFile: "/proc/thread-self/comm", atomically: false, encoding: .utf8)
    }

    /// Raises the niceness of the thread, which on Linux has one of its own.
    static func lowerPriority(by niceness: Int32) {
        guard niceness > 0 else { return }
        let this = __priority_which_t(PRIO_PROCESS.rawValue)
        // Without it the thread runs as others do.
        _ = setpriority(this, 0, getpriority(this, 0) + niceness)
    }
}
