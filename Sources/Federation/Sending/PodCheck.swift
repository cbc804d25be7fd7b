internal import Diaspora
internal import Foundation
public import Store
internal import Transport
internal import Workers

/// The check whether a pod is reachable, and what software it runs, as the reference's connection
/// check does. Spec: diaspora* federation protocol, 2.13.
public struct PodCheck: Sendable {
    /// Seconds between the checks of a pod.
    private static let interval = RetrySchedule.longestDelay

    let database: PodDatabase
    let client: FederationClient
    let clock: PodClock

    public init(database: PodDatabase, client: FederationClient, clock: PodClock) {
        self.database = database
        self.client = client
        self.clock = clock
    }

    /// Checks the pods that are due.
    ///
    /// - Returns: The number of pods checked.
    public func runDue(limit: Int = 20) async throws -> Int {
        let due = try database.read { try $0.podsToCheck(at: clock.now(), limit: limit) }
        await withDiscardingTaskGroup { group in
            // One that cannot be noted is due still.
            for authority in due { group.addTask { _ = try? await run(authority) } }
        }
        return due.count
    }

    /// Checks one pod and records the outcome; nothing, if this pod had no capacity for the request.
    public func run(_ authority: String) async throws -> RemotePod? {
        let result = await ask(authority)
        let now = clock.now()
        if case .unasked = result { return try database.read { try $0.remotePod(authority) } }
        return try database.write { transaction in
            try transaction.insertRemotePod(authority, at: now)
            var software: NodeInfo.Software?
            switch result {
            case .reached(let found):
                software = found
                try transaction.setReached(authority)
            case .unnamed(let reason):
                try transaction.setVersionFailed(authority, reason: reason)
            case .failed(let status, let reason):
                try transaction.setFailed(
                    authority, status: status, reason: reason, at: now)
            case .unasked: break
            }
            try transaction.setChecked(
                authority, software: software?.name, version: software?.version, at: now,
                next: now.addingTimeInterval(Self.interval))
            return try transaction.reading.remotePod(authority)
        }
    }

    private enum Result {
        case reached(NodeInfo.Software?)
        /// A pod that responded, but does not name its software.
        case unnamed(String)
        case failed(RemotePod.Status, String)
        /// A pod that was not checked and is still due.
        case unasked
    }

    private func ask(_ authority: String) async -> Result {
        guard let id = DiasporaID("podmin@\(authority)") else {
            return .failed(.unknownError, "\(authority) is no address of a pod")
        }
        let pod = client.pod(of: id)
        let failure = await frontPageFailure(of: pod, id)
        switch failure {
        // A pod need not have a front page to be there.
        case nil, .notThere?, .status?: break
        case .transport(.overloaded)?: return .unasked
        case .transport?, .leftThePod?, .blocked?, .unknown?:
            return Self.failed(failure ?? .notThere)
        }
        do {
            let links = try NodeInfoLinks(
                reading: Data(
                    try await client.get(
                        pod.nodeInfoLinks, of: id, maximumBytes: NodeInfo.maximumBytes)), at: pod)
            guard let url = links.best else {
                return .unnamed("its NodeInfo has no version that is known")
            }
            let info = try NodeInfo(
                reading: Data(
                    try await client.get(url, of: id, maximumBytes: NodeInfo.maximumBytes)))
            return .reached(info.software)
        } catch FetchError.transport(.overloaded) {
            return .unasked
        } catch {
            return failure.map(Self.failed) ?? .unnamed("\(error)")
        }
    }

    /// Requests the head of the front page alone: nobody reads the page.
    private func frontPageFailure(of pod: PodAddress, _ id: DiasporaID) async -> FetchError? {
        do throws(FetchError) {
            try await client.head(pod.url, of: id, accept: "text/html")
            return nil
        } catch .status(405), .status(501) {
            // Whoever says so has a page and no heads.
            return nil
        } catch {
            return error
        }
    }

    private static func failed(_ error: FetchError) -> Result {
        .failed(status(error), "\(error)")
    }

    private static func status(_ error: FetchError) -> RemotePod.Status {
        switch error {
        case .transport(let error):
            error.podFailure.flatMap { RemotePod.Status(rawValue: $0.rawValue) } ?? .unknownError
        case .notThere, .status, .leftThePod: .httpFailed
        case .blocked, .unknown: .unknownError
        }
    }
}
