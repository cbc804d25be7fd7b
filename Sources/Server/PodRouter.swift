public import Composing
public import Diaspora
public import Federation
public import Hummingbird
public import Store
public import Transport

/// The dynamic routes of a pod: what no file of the public tree can answer.
///
/// Addresses in answers come from the configuration; neither `Host` nor `X-Forwarded-*` of a request
/// is ever read for them.
public struct PodRouter: Sendable {
    private let webFinger: WebFingerController
    private let receive: ReceiveController
    private let fetch: FetchController
    private let photos: LimitedPhotoController
    private let doctor: DoctorController

    /// - Parameters:
    ///   - pod: The pod's own address.
    ///   - authority: The right side of its people's IDs.
    ///   - trustedProxies: Web servers in front.
    public init(
        pod: PodAddress, authority: String, database: PodDatabase, inbox: Inbox,
        documents: PublicDocuments, photos: LimitedPhotos, trustedProxies: [AddressRange],
        clock: PodClock
    ) {
        let client = ClientAddress(trustedProxies: trustedProxies)
        let exposure = ExposureNote(database: database, client: client, clock: clock)
        webFinger = WebFingerController(
            pod: pod, authority: authority, database: database, exposure: exposure)
        receive = ReceiveController(
            inbox: inbox, client: client, maximumBytes: InboxLimits().bodyBytes)
        fetch = FetchController(documents: documents, exposure: exposure)
        self.photos = LimitedPhotoController(photos: photos)
        doctor = DoctorController(book: SightingBook(database: database), client: client)
    }

    public func addRoutes(to router: Router<PodRequestContext>) {
        router.addRoutes(webFinger.endpoints)
        router.addRoutes(receive.endpoints)
        router.addRoutes(fetch.endpoints)
        router.addRoutes(photos.endpoints)
        router.addRoutes(doctor.endpoints)
    }
}
