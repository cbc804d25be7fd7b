import Foundation
import Store

@testable import Composing
@testable import Federation
@testable import Outbox
@testable import PodFixtures
@testable import Workers

/// The same pod after its database was put back.
struct RestoredPod {
    let database: PodDatabase
    let composer: Composer
    let dispatcher: DeliveryDispatcher<FederationChannel>

    init(of pod: FederatedPod) throws {
        database = try PodDatabase(path: pod.folder.database.path)
        composer = Composer(
            PodContext(
                database: database, settings: pod.settings, clock: pod.clock.pod, random: pod.random
            ))
        dispatcher = DeliveryDispatcher(
            FederationChannel(
                context: composer.context, keys: pod.keys,
                directory: PersonDirectory(
                    database: database, client: pod.client, clock: pod.clock.pod,
                    logger: pod.logger),
                transport: pod.network, isSecure: true, random: pod.random, logger: pod.logger),
            database: database, clock: pod.clock.pod, random: pod.random,
            presence: try WorkerPresence(
                folder: pod.folder, database: database, clock: pod.clock.pod), logger: pod.logger)
    }
}
