import Store

extension PodApplication {
    /// Returns the address of a page on this machine, as `serve` answers at it; nil if the pod's own address leads
    /// here, or if somebody elsewhere has reached the pod at it.
    func addressHere(of path: String) throws -> String? {
        guard !configuration.environment.url.isLoopback,
            try database.read({ try $0.exposure() }) == nil
        else { return nil }
        return configuration.server.listen.url + path
    }
}
