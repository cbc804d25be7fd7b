@testable import Server

extension PodServerConfiguration {
    /// The same on a port that the system chooses. Unless a test sets another time, a connection is idle for longer
    /// than any test: other tests may keep the processors from it for a while.
    var onAnyPort: PodServerConfiguration {
        var configuration = self
        configuration.port = 0
        if idleTimeout == PodServerConfiguration().idleTimeout {
            configuration.idleTimeout = .seconds(600)
        }
        return configuration
    }
}
