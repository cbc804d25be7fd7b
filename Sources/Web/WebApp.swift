public import Composing
public import Cryptography
public import Diaspora
public import Hummingbird
public import Server
public import Store
public import Transport

/// The signed-in pages of a pod: signing in, streams, posts with their answers, writing, people and aspects, private
/// conversations, and the settings of an account.
///
/// The pages are rendered for each request, work without scripts, and are for one person each. Files of the public tree
/// only link to them.
public struct WebApp: Sendable {
    private let parts: AppParts

    /// - Parameters:
    ///   - settings: Those of now.
    ///   - database: The connection that requests are answered with.
    ///   - readers: The connections through which pages read.
    ///   - lookUp: Asks a person's pod for them, so that they are known here.
    ///   - trustedProxies: Web servers in front.
    public init(
        settings: @escaping @Sendable () throws -> SiteSettings, database: PodDatabase,
        readers: ReaderSite, keys: KeyRing,
        lookUp: @escaping @Sendable (DiasporaID) async throws -> Void,
        trustedProxies: [AddressRange], clock: PodClock, random: any RandomBytes
    ) {
        parts = AppParts(
            frames: AppFrames(settings: settings), database: database, readers: readers,
            keys: keys, passwords: PasswordCheckLimiter(hasher: PasswordHasher(random: random)),
            lookUp: lookUp,
            client: ClientAddress(trustedProxies: trustedProxies), clock: clock, random: random)
    }

    public func addRoutes(to router: Router<PodRequestContext>) {
        router.addRoutes(StyleController(parts: parts).endpoints)
        router.addRoutes(SignInController(parts: parts).endpoints)
        router.addRoutes(StreamController(parts: parts).endpoints)
        router.addRoutes(TwinController(parts: parts).endpoints)
        router.addRoutes(TagController(parts: parts).endpoints)
        router.addRoutes(PostController(parts: parts).endpoints)
        router.addRoutes(ReactionController(parts: parts).endpoints)
        router.addRoutes(ReactionListController(parts: parts).endpoints)
        router.addRoutes(DeletionController(parts: parts).endpoints)
        router.addRoutes(PersonController(parts: parts).endpoints)
        router.addRoutes(PeopleController(parts: parts).endpoints)
        router.addRoutes(ContactsController(parts: parts).endpoints)
        router.addRoutes(AspectController(parts: parts).endpoints)
        router.addRoutes(ConversationController(parts: parts).endpoints)
        router.addRoutes(NewConversationController(parts: parts).endpoints)
        router.addRoutes(SettingsController(parts: parts).endpoints)
        router.addRoutes(PasswordController(parts: parts).endpoints)
        router.addRoutes(SessionController(parts: parts).endpoints)
        router.addRoutes(ClosingController(parts: parts).endpoints)
        router.addRoutes(ProfileController(parts: parts).endpoints)
        router.addRoutes(EditController(parts: parts).endpoints)
        router.addRoutes(ComposerController(parts: parts).endpoints)
    }
}
