public import Diaspora
public import Hummingbird
public import Store

/// The dynamic routes of a pod: what no file of the public tree can answer.
///
/// Addresses in answers come from the configuration; neither `Host` nor `X-Forwarded-*` of a request
/// is ever read for them.
public struct PodRouter: Sendable {
    private let webFinger: WebFingerController

    /// - Parameters:
    ///   - pod: The pod's own address.
    ///   - authority: The right side of its people's IDs.
    public init(pod: PodAddress, authority: String, database: PodDatabase) {
        webFinger = WebFingerController(pod: pod, authority: authority, database: database)
    }

    public func addRoutes(to router: Router<PodRequestContext>) {
        router.addRoutes(webFinger.endpoints)
    }
}
