import Foundation
import Logging
import Store
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

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
        pod.settings.siteFolder = copies[1]

        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    private var worker: SiteWorker {
        let pod = (pod.database, pod.folder, pod.clock, pod.random)
        return SiteWorker(
            work: { [current] in
                guard let settings = current.settings.withLock({ $0 }) else {
                    throw ComposeError.account("no configuration")
                }
                return SiteWork(
                    composer: Composer(
                        database: pod.0, settings: settings, clock: pod.2, random: pod.3),
                    dispatcher: SiteDispatcher(
                        database: pod.0, folder: pod.1, settings: settings, clock: pod.2))
            },
            sweep: PhotoSweep(database: pod.0, folder: pod.1, clock: pod.2),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private final class Configured: Sendable {
        let settings: Mutex<SiteSettings?>

        init(_ settings: SiteSettings) { self.settings = Mutex(settings) }
    }
}
