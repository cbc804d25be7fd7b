import Foundation
import Logging
import Store
import Synchronization
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// The worker of a running pod builds by the configuration as it is, not as it was.
@Suite struct SiteWorkerTests {
    private let pod: SitePod
    private let current: Configured

    init() throws {
        pod = try SitePod()
        current = Configured(pod.settings)
    }

    @Test func theNextRunTakesTheConfigurationAsItIsThen() async throws {
        await worker.start()
        #expect(try pod.page("index.html").contains("Sample"))

        pod.settings.podName = "Another name"
        current.settings.withLock { $0 = pod.settings }
        _ = try pod.dispatcher.run()
        let post = try pod.publish("# Words")
        await worker.look(isRetrying: false)

        #expect(try pod.page("posts/\(post).html").contains("Another name"))
        #expect(try pod.page("index.html").contains("Another name"))
        #expect(try pod.differences() == [])
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func aConfigurationThatCannotBeReadBuildsNothing() async throws {
        await worker.start()
        current.settings.withLock { $0 = nil }
        let post = try pod.publish("# Words")

        await worker.look(isRetrying: false)
        let file = pod.folder.tree.appending(path: "posts/\(post).html")
        #expect(!FileManager.default.fileExists(atPath: file.path))

        current.settings.withLock { $0 = pod.settings }
        await worker.look(isRetrying: false)
        #expect(FileManager.default.fileExists(atPath: file.path))
    }

    @Test func theSameFilesInAnotherPlaceAreTheSameSite() throws {
        _ = try pod.dispatcher.run()
        let copies = try ["themes", "site"].map { name in
            let copy = pod.temporary.url.appending(path: name)
            try FileManager.default.createSymbolicLink(
                at: copy, withDestinationURL: SitePod.repository.appending(path: name))
            return copy
        }
        pod.settings.themeFolders = [copies[0]]
        pod.settings.siteFolders = [copies[1]]

        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func anAnswerIsShownAtOnceAndAStormGathered() async throws {
        let post = try pod.publish("# Words")
        let stranger = try pod.addStranger("s@else.example")
        let clock = MovableClock()
        let worker = worker(now: { clock.instant })
        await worker.start()
        func isShown(_ text: String) throws -> Bool {
            try pod.page("posts/\(post).html").contains(text)
        }

        try pod.comment(["the first"], on: post, by: stranger)
        await worker.glance()
        #expect(try isShown("the first"))

        // The build took no time by this clock: the shortest pause is all there is to wait.
        try pod.comment(["the second"], on: post, by: stranger)
        await worker.glance()
        #expect(try !isShown("the second"))
        clock.advance(AnswerGathering.shortestPause)
        await worker.glance()
        #expect(try isShown("the second"))

        try pod.comment((1...9).map { "storm \($0)" }, on: post, by: stranger)
        clock.advance(AnswerGathering.shortestPause)
        await worker.glance()
        #expect(try isShown("storm 9"))
        try pod.comment(["the last"], on: post, by: stranger)
        clock.advance(AnswerGathering.shortestPause)
        await worker.glance()
        await worker.look(isRetrying: false)
        #expect(try !isShown("the last"))
        clock.advance(AnswerGathering.shortestPause)
        await worker.glance()
        #expect(try isShown("the last"))
        #expect(try pod.differences() == [])
    }

    @Test func aPostIsNotGathered() async throws {
        let post = try pod.publish("# Words")
        let stranger = try pod.addStranger("s@else.example")
        let start = ContinuousClock.now
        let worker = worker(now: { start })
        await worker.start()
        try pod.comment(["one", "two"], on: post, by: stranger)
        await worker.glance()

        let other = try pod.publish("# Others")
        await worker.glance()

        #expect(try pod.page("posts/\(other).html").contains("Others"))
    }

    private var worker: SiteWorker { worker(now: { .now }) }

    private func worker(now: @escaping @Sendable () -> ContinuousClock.Instant) -> SiteWorker {
        let pod = (pod.database, pod.folder, pod.clock.pod, pod.random)
        return SiteWorker(
            work: { [current] in
                guard let settings = current.settings.withLock({ $0 }) else {
                    throw ComposeError.unknownUser("no configuration")
                }
                return SiteWork(
                    composer: Composer(
                        PodContext(
                            database: pod.0, settings: settings, clock: pod.2, random: pod.3)),
                    dispatcher: SiteDispatcher(
                        database: pod.0, folder: pod.1, settings: settings, clock: pod.2))
            },
            sweep: PhotoSweep(database: pod.0, folder: pod.1, clock: pod.2),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            watch: DatabaseWatch(path: pod.0.path), now: now)
    }

    private final class Configured: Sendable {
        let settings: Mutex<SiteSettings?>

        init(_ settings: SiteSettings) { self.settings = Mutex(settings) }
    }
}
