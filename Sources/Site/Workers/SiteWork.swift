public import Composing

/// The dependencies of the site worker, by the configuration at the time it was created.
public struct SiteWork: Sendable {
    public let composer: Composer
    let dispatcher: SiteDispatcher

    public init(composer: Composer, dispatcher: SiteDispatcher) {
        self.composer = composer
        self.dispatcher = dispatcher
    }
}
