import Composing
import Cryptography
import Diaspora
import Federation
import Foundation
import Store
import Transport

@testable import Server

extension PodRouter {
    /// The routes of a pod as tests have them.
    static func sample(
        pod: PodAddress, authority: String, database: PodDatabase,
        limits: InboxLimits = InboxLimits(), trustedProxies: Set<String> = []
    ) throws -> PodRouter {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let keys = KeyRing(
            sealer: try Sealer(secret: Array("secret".utf8), random: SystemRandomBytes()))
        return PodRouter(
            pod: pod, authority: authority, database: database,
            inbox: Inbox(database: database, limits: limits, clock: PodClock { now }),
            documents: PublicDocuments(database: database, keys: keys, isSecure: true),
            photos: LimitedPhotos(
                database: database, folder: PodFolder(URL(filePath: "/nowhere"))),
            trustedProxies: trustedProxies.compactMap { AddressRange($0) }, clock: PodClock { now })
    }
}
