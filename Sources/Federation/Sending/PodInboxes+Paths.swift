internal import Store

extension PodInboxes {
    /// The inboxes of the diaspora* federation protocol, 2.7.
    static let ofProtocol = PodInboxes(shared: "/receive/public", personal: "/receive/users/")
}
