import Composing
import Server
import Store
import Web

extension PodApplication {
    /// Builds the signed-in pages.
    ///
    /// - Parameter database: The connection that requests are answered with.
    func app(database: PodDatabase, keys: KeyRing, settings: CurrentSettings) throws -> WebApp {
        WebApp(
            settings: { try settings.now() }, database: database,
            readers: try ReaderSite(path: database.path), keys: keys,
            trustedProxies: trustedProxies, clock: clock, random: random)
    }
}
