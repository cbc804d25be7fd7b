import Composing
import Cryptography
import Diaspora
import Federation
import Foundation
import Logging
import Server
import ServiceLifecycle
import Site
import Store
import SystemPackage
import Transport
import UnixSignals
import Workers

/// The parts with which a pod sends requests to other pods and answers theirs: made once in a
/// process.
struct PodFederation: Sendable {
    let keys: KeyRing
    let client: FederationClient
    let directory: PersonDirectory
    let transport: CurlTransport
    /// Asks by the same, and keeps the time that others tell.
    private let witness: ClockWitness
    let isSecure: Bool
    let quota: StrangerQuota

    /// - Throws: ``KeyRingError`` without the pod's secret; what is wrong with the library.
    init(pod: PodApplication, logger: Logger) throws {
        let configuration = pod.configuration
        var settings = TransportSettings(userAgent: "Dandelion/\(ProgramVersion.number)")
        settings.certificateAuthorities = try pod.certificateAuthorities()?.string
        settings.allowsPlainHTTP = configuration.federation.allowPlainHTTP
        transport = try CurlTransport(
            settings: settings,
            networkGuard: .init(
                allowsPrivateNetworks: configuration.federation.allowPrivateNetworks))
        isSecure = !configuration.federation.allowPlainHTTP
        quota = pod.strangerQuota
        witness = ClockWitness(transport, database: pod.database, clock: pod.clock)
        client = FederationClient(
            transport: witness, blocks: PodBlocks(database: pod.database), isSecure: isSecure)
        keys = try pod.keyRing()
        directory = PersonDirectory(
            database: pod.database, client: client, clock: pod.clock, logger: logger)
    }

    func receiver(
        _ context: PodContext, random: SystemRandomBytes, logger: Logger
    ) -> Receiver {
        var receiver = Receiver(
            context: context, keys: keys, directory: directory, client: client, random: random,
            logger: logger)
        receiver.quota = quota
        return receiver
    }

    func channel(_ pod: PodApplication, logger: Logger) -> FederationChannel {
        FederationChannel(
            context: pod.context(), keys: keys, directory: directory, transport: witness,
            isSecure: isSecure, random: pod.random, logger: logger)
    }

    func backfill(_ pod: PodApplication, _ logger: Logger) -> Backfill {
        Backfill(
            receiver: receiver(pod.context(), random: pod.random, logger: logger), client: client)
    }

    func check(_ pod: PodApplication) -> PodCheck {
        PodCheck(database: pod.database, client: client, clock: pod.clock)
    }

    /// Runs services until the process is told to end, or one of them fails, and closes the connections to other pods.
    func run(_ services: [any Service], logger: Logger) async throws {
        do {
            try await ServiceGroup(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
            ).run()
        } catch {
            await transport.shutDown(grace: .zero)
            throw error
        }
        await transport.shutDown(grace: .seconds(5))
    }
}

extension PodApplication {
    func keyRing() throws -> KeyRing {
        try KeyRing(secret: folder.secret, random: random)
    }

    func federation(logger: Logger) throws -> PodFederation {
        try PodFederation(pod: self, logger: logger)
    }

    /// Builds the inbox.
    ///
    /// - Parameter answers: The database connection that requests are answered with.
    func inbox(answers: PodDatabase) -> Inbox {
        var limits = InboxLimits()
        limits.entries = configuration.federation.inboxLimit ?? limits.entries
        limits.share = Double(configuration.federation.inboxShare ?? 10) / 100
        return Inbox(database: database, answers: answers, limits: limits, clock: clock)
    }

    /// The quota of people whom nobody here added, for each pod.
    var strangerQuota: StrangerQuota {
        var quota = StrangerQuota()
        quota.limit.rows = configuration.federation.strangerRows ?? quota.limit.rows
        quota.limit.bytes = (configuration.federation.strangerMegabytes ?? 500) << 20
        return quota
    }

    /// Registers this process among the workers.
    func presence() throws -> WorkerPresence {
        try WorkerPresence(folder: folder, database: database, clock: clock)
    }

    /// Builds the router for everything that the pod answers beside its tree.
    ///
    /// - Throws: ``SiteError/noPodAddress(_:)``.
    func router(
        database: PodDatabase, inbox: Inbox, keys: KeyRing, isSecure: Bool
    ) throws -> PodRouter {
        guard let pod = PodAddress(url: settings.url) else {
            throw SiteError.noPodAddress(settings.url)
        }
        return PodRouter(
            pod: pod, authority: settings.authority, database: database, inbox: inbox,
            documents: PublicDocuments(database: database, keys: keys, isSecure: isSecure),
            photos: LimitedPhotos(database: database, folder: folder),
            // Those that are none were refused with the configuration.
            trustedProxies: trustedProxies, clock: clock)
    }

    /// The web servers in front, which the configuration was checked for.
    var trustedProxies: [AddressRange] {
        configuration.server.trustedProxies.compactMap { AddressRange($0) }
    }

    /// Runs a body that sends requests to other pods, and shuts the transport down afterwards.
    func withFederation<Value>(
        logger: Logger? = nil, _ body: (PodFederation) async throws -> Value
    ) async throws -> Value {
        let federation = try federation(logger: logger ?? quietLogger)
        do {
            let value = try await body(federation)
            await federation.transport.shutDown(grace: .seconds(1))
            return value
        } catch {
            await federation.transport.shutDown(grace: .seconds(1))
            throw error
        }
    }

    /// A logger that discards everything, for commands, which print their results themselves.
    var quietLogger: Logger { Logger(label: "dandelion") { _ in SwiftLogNoOpLogHandler() } }

    /// Returns the file of certificate authorities, if one is set.
    func certificateAuthorities() throws -> FilePath? {
        try folders.certificateAuthorities(for: configuration)
    }

    /// Finds a person by ID, with a discovery at their pod if they are new.
    func person(_ id: DiasporaID) async throws -> Person {
        if let known = try database.read({ try $0.person(id) }) { return known }
        return try await withFederation { try await $0.directory.person(id, isWanted: true) }
    }

    /// Prints which process sends messages to other pods: `serve` or `work`, if one of them runs.
    func noteSending() {
        console.complain(
            isWorking
                ? "other pods hear of it now"
                : "other pods hear of it once `dandelion serve` or `dandelion work` runs")
    }

    /// Whether `serve` or `work` runs for the pod.
    var isWorking: Bool { WorkerPresence.isWorking(for: folder) }
}

extension DiasporaID {
    /// Reads an argument.
    static func argument(_ text: String) throws -> DiasporaID {
        guard let id = DiasporaID(text) else { throw PodError.notAnID(text) }
        return id
    }
}
