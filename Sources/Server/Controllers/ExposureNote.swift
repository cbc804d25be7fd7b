import Hummingbird
import Logging
import Store
import Synchronization

/// The note that somebody on another machine learns the pod's address, which can change no more then.
///
/// It is made once; afterwards it costs a look at a flag.
final class ExposureNote: Sendable {
    private let database: PodDatabase
    private let client: ClientAddress
    private let clock: PodClock
    private let isMade = Mutex(false)

    init(database: PodDatabase, client: ClientAddress, clock: PodClock) {
        self.database = database
        self.client = client
        self.clock = clock
    }

    /// Notes that a request was answered with what has the address in it. It is answered if that fails, too.
    func make(_ kind: Exposure.Kind, _ request: Request, _ context: PodRequestContext) {
        guard !isMade.withLock({ $0 }), client.isElsewhere(request, context) else { return }
        do {
            try database.write { try $0.noteExposure(kind, at: clock.now()) }
            isMade.withLock { $0 = true }
        } catch {
            RequestIDs(client: client).logger(for: request, context).error(
                "that the pod is known elsewhere could not be noted",
                metadata: ["error": "\(error)"])
        }
    }
}
