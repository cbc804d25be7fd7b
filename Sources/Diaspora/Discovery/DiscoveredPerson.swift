/// A person of another pod, as their pod told us: WebFinger and hCard together.
///
/// Spec: diaspora* federation protocol, "Discovery".
public struct DiscoveredPerson: Hashable, Sendable {
    public let id: DiasporaID
    public let guid: GUID
    /// The pod that everything for this person is sent to.
    public let pod: PodAddress
    /// PEM of the X.509 form, of 2,048 to 8,192 bits.
    public let publicKey: String
    public let firstName: String
    public let lastName: String
    public let photos: PersonPhotos
    public let isSearchable: Bool

    public init(webFinger: WebFinger, hCard: HCard) {
        id = webFinger.id
        guid = hCard.guid
        pod = webFinger.pod
        publicKey = hCard.publicKey
        firstName = hCard.firstName
        lastName = hCard.lastName
        photos = hCard.photos
        isSearchable = hCard.isSearchable
    }
}
