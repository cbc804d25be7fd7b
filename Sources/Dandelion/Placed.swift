import Blocking
import ServiceLifecycle

/// A service that runs on threads of its own kind of work.
struct Placed<Work: Service>: Service {
    let executor: BlockingExecutor
    let service: Work

    func run() async throws {
        try await executor.run { try await service.run() }
    }
}

extension Service {
    /// Places the service on the threads of an executor.
    func placed(on executor: BlockingExecutor) -> Placed<Self> {
        Placed(executor: executor, service: self)
    }
}
