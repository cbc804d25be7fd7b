import Glibc

/// The limit on open file descriptors, and the number of connections that it allows.
public enum DescriptorLimit {
    /// Files, databases, connections to other pods: what is open beside the connections of clients.
    static let reserve = 384
    /// More would cost memory before it served anybody.
    static let maximumConnections = 2_048
    private static let wanted: rlim_t = 8_192

    /// Raises the soft limit towards the hard one.
    ///
    /// - Returns: How many connections the limit leaves room for, each with a file that is being sent.
    public static func raise() -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return connections(descriptors: 1_024) }
        if limit.rlim_cur < wanted {
            var raised = limit
            raised.rlim_cur = min(limit.rlim_max, wanted)
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return connections(descriptors: Int(clamping: limit.rlim_cur))
    }

    /// Returns the number of connections for which so many descriptors are enough.
    static func connections(descriptors: Int) -> Int {
        min(maximumConnections, max(16, (descriptors - reserve) / 2))
    }
}
