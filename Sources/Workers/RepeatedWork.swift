public import Logging
internal import Store

/// Work that is done again every half second until its task is cancelled; an error is logged, and the next round tries
/// again.
public struct RepeatedWork: Sendable {
    /// The line of the log for an error.
    let failure: Logger.Message
    let logger: Logger

    public init(failure: Logger.Message, logger: Logger) {
        self.failure = failure
        self.logger = logger
    }

    public func run(_ body: () async throws -> Bool) async {
        while !Task.isCancelled {
            await once(body)
            // Ends early when the pod does.
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Runs the body once, and logs the error that it throws.
    public func once(_ body: () async throws -> Bool) async {
        do {
            _ = try await body()
        } catch {
            logger.error(failure, metadata: ["error": "\(error)"])
        }
    }
}
