internal import Composing
internal import Cryptography
internal import Diaspora
internal import Server
internal import Store

/// The parts that all controllers of the signed-in pages share.
struct AppParts: Sendable {
    let frames: AppFrames
    let database: PodDatabase
    let readers: ReaderSite
    let keys: KeyRing
    let passwords: PasswordCheckLimiter
    /// Asks a person's pod for them, so that they are known here.
    let lookUp: @Sendable (DiasporaID) async throws -> Void
    let client: ClientAddress
    let clock: PodClock
    let random: any RandomBytes

    func accounts(_ settings: SiteSettings) -> Accounts {
        Accounts(context(settings), keyRing: keys)
    }

    func context(_ settings: SiteSettings) -> PodContext {
        PodContext(database: database, settings: settings, clock: clock, random: random)
    }
}
