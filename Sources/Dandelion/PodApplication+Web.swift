import Composing
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
        database: PodDatabase, readers: ReaderSite, keys: KeyRing, settings: CurrentSettings
    ) -> WebApp {
        WebApp(
            settings: { try settings.now() }, database: database,
            readers: readers, keys: keys,
            trustedProxies: trustedProxies, clock: clock, random: random)
    }
}
