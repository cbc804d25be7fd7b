public import Composing

/// What the worker works with, by the configuration as it was when this was made.
public struct SiteWork: Sendable {
    public let composer: Composer
    let dispatcher: SiteDispatcher

    public init(composer: Composer, dispatcher: SiteDispatcher) {
        self.composer = composer
        self.dispatcher = dispatcher
    }
}
