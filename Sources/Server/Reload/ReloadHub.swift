import Blocking
import ServiceLifecycle

/// Tells every open page that the tree was built anew.
///
/// Pages hear a number that grows with each build: one that was away for a while, and comes back
/// to another number than it knew, reloads too.
actor ReloadHub: Service {
    private let builds: AsyncStream<Void>
    private var number = 0
    private var pages: [Int: AsyncStream<Int>.Continuation] = [:]
    private var nextPage = 0

    init(builds: AsyncStream<Void>) {
        self.builds = builds
    }

    func run() async throws {
        for await _ in builds.cancelOnGracefulShutdown() {
            number += 1
            for page in pages.values { page.yield(number) }
        }
    }

    /// Streams the current number and each later one, until the page goes away.
    func numbers() -> AsyncStream<Int> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let page = nextPage
        nextPage += 1
        pages[page] = continuation
        continuation.yield(number)
        continuation.onTermination = { _ in
            Task(executorPreference: BlockingExecutor.current) { await self.forget(page) }
        }
        return stream
    }

    private func forget(_ page: Int) {
        pages[page] = nil
    }
}
