@testable import Server

extension PodServerConfiguration {
    /// The same on a port that the system chooses.
    var onAnyPort: PodServerConfiguration {
        var configuration = self
        configuration.port = 0
        return configuration
    }
}
