internal import Glibc

/// Names of the system's users.
enum UserName {
    /// Looks up a user's name.
    ///
    /// - Returns: nil for a user ID without a name.
    static func of(_ id: UInt32) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let name = entry.pw_name
        else { return nil }
        return String(cString: name)
    }

    /// Returns the user's name, or without one the user ID.
    static func shown(_ id: UInt32) -> String { of(id) ?? "user \(id)" }
}
