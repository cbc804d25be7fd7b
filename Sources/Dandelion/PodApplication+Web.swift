import Composing
import Federation
import Server
import Store
import Web

extension PodApplication {
    /// Builds the signed-in pages.
    ///
    /// - Parameters:
    ///   - database: The connection that requests are answered with.
    ///   - readers: The connections through which pages read.
    func app(
        database: PodDatabase, readers: ReaderSite, federation: PodFederation,
        settings: CurrentSettings
    ) -> WebApp {
        WebApp(
            settings: { try settings.now() }, database: database,
            readers: readers, keys: federation.keys,
            lookUp: { _ = try await federation.directory.person($0, isWanted: true) },
            trustedProxies: trustedProxies, clock: clock, random: random)
    }
}
