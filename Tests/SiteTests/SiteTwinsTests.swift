import Diaspora
import Foundation
import Logging
import PublicTree
import Store
import Synchronization
import TestSupport
import Testing
import Theming

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Twins come after the pages, and are their pages' whatever happens meanwhile.
@Suite struct SiteTwinsTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
    }

    @Test func twinsComeAfterTheBuild() throws {
        try publish(3)
        _ = try pod.dispatcher.run()
        #expect(try check.count == 0)

        try twins.make()

        #expect(try check.faults == [] && check.missing == [] && check.count > 0)
        #expect(try notes() == [])
        #expect(try pod.dispatcher.run().changedFileCount == 0)
        #expect(try notes() == [])
        let staging = pod.folder.tree.appending(path: ".new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: staging.path) == [])
    }

    @Test func aCopyHasTheSameFiles() throws {
        try publish(3)
        _ = try pod.dispatcher.run()
        try twins.make()
        let copy = pod.temporary.url.appending(path: "copy")

        for _ in 1...2 {
            try twins.make(of: try pod.dispatcher.buildCopy(at: copy), in: copy)
            #expect(try TreeCheck.files(of: copy) == check.files)
            let staging = copy.appending(path: ".new")
            #expect(!FileManager.default.fileExists(atPath: staging.path))
        }
    }

    @Test func moreFilesThanABatchAreDoneByTwoThreads() throws {
        try publish(160)
        _ = try pod.dispatcher.run()
        let count = try notes().count
        let told = Mutex<[Int]>([])

        let twins = SiteTwins(database: pod.database, folder: pod.folder, threadCount: 2)
        try twins.make(progress: { done, all in
            #expect(all == count)
            told.withLock { $0.append(done) }
        })

        let most = told.withLock { $0.max() }
        #expect(most == count)
        #expect(try check.faults == [] && check.missing == [])
        #expect(try notes() == [])
    }

    @Test func onlyWhatIsNotedAfterwardsIsDone() throws {
        try publish(1)
        _ = try pod.dispatcher.run()
        let note = try twins.lastNote()
        let post = try pod.publish("# Another\n\n" + Self.words)
        _ = try pod.dispatcher.run()

        try twins.make(after: note)

        #expect(pod.hasFile("posts/\(post).html.br") && pod.hasFile("index.html.gz"))
        #expect(try check.faults == [])
        #expect(try !check.missing.isEmpty)
    }

    // MARK: - Meanwhile

    enum Change: CaseIterable {
        case edited, deleted, closed
    }

    @Test(arguments: Change.allCases)
    func aPageThatChangesBetweenReadingAndRenamingHasNoTwinOfTheOldOne(_ change: Change) throws {
        let post = try pod.publish("# Words\n\n" + Self.words)
        _ = try pod.dispatcher.run()
        let wasChanged = Mutex(false)
        var twins = twins
        let (composer, accounts, author) = (pod.composer, pod.accounts, pod.author)
        let dispatcher = pod.dispatcher
        twins.onStaged = { paths in
            guard paths.contains("posts/\(post).html") else { return }
            switch change {
            case .edited: try composer.edit(post, text: "# Other\n\nx", as: author)
            case .deleted: try composer.delete(post, as: author)
            // Its posts and pages go with an account.
            case .closed: _ = try accounts.close("alice")
            }
            _ = try dispatcher.run()
            wasChanged.withLock { $0 = true }
        }

        try twins.make()

        let isChanged = wasChanged.withLock(\.self)
        #expect(isChanged)
        #expect(try check.faults == [])
        let own = try check.files.keys.filter { $0.hasPrefix("posts/\(post).") }
        #expect(own.isEmpty == (change != .edited))
        try self.twins.make()
        #expect(try check.faults == [] && check.missing == [])
        #expect(try notes() == [])
    }

    @Test func aFileThatIsReplacedHasNoTwinsUntilItsOwn() throws {
        let post = try pod.publish("# Words\n\n" + Self.words)
        _ = try pod.dispatcher.run()
        try twins.make()
        #expect(pod.hasFile("posts/\(post).html.gz"))

        try pod.composer.edit(post, text: "# Other\n\n" + Self.words, as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(!pod.hasFile("posts/\(post).html.gz") && !pod.hasFile("posts/\(post).html.br"))
        #expect(try check.faults == [])
        try twins.make()
        #expect(try check.faults == [] && check.missing == [])
    }

    @Test func theLockIsFreeWhileCompressing() throws {
        try publish(1)
        _ = try pod.dispatcher.run()
        let wasFree = Mutex(false)
        var twins = twins
        twins.onStaged = { [path = pod.folder.treeLock.path] _ in
            let lock = try FileLock.ifFree(path: path)
            wasFree.withLock { $0 = lock != nil }
        }

        try twins.make()

        let isFree = wasFree.withLock(\.self)
        #expect(isFree)
    }

    @Test func whatIsCancelledStaysNoted() throws {
        try publish(1)
        _ = try pod.dispatcher.run()
        let before = try notes()

        try twins.make(isCancelled: { true })

        #expect(try notes() == before)
        #expect(try check.count == 0)
    }

    // MARK: - Ends in between

    @Test func aPageThatIsWrittenAgainNotesItsFileAnew() throws {
        let post = try pod.publish("# Words\n\n" + Self.words)
        _ = try pod.dispatcher.run()
        let ids = try notes().map(\.id)

        // A process that ends between its renames and its transaction leaves its pages asked for.
        try pod.database.write { transaction in
            try transaction.removeTwinlessFiles(ids: ids)
            try transaction.wantPage("post \(post)", stage: 0, priority: 0)
        }
        #expect(try pod.dispatcher.run().changedFileCount == 0)

        #expect(try notes().map(\.path) == ["posts/\(post).html"])
    }

    @Test func aFullBuildThatIsStoppedIsMadeAgain() throws {
        try publish(2)
        _ = try pod.dispatcher.run()
        let ids = try notes().map(\.id)
        try pod.database.write { try $0.removeTwinlessFiles(ids: ids) }
        var stopped = pod.dispatcher
        stopped.onPage = { _ in throw StoreError.failed(path: "x", reason: "stopped") }
        #expect(throws: StoreError.self) { try stopped.run(isFull: true) }

        #expect(try pod.dispatcher.run().pageCount > 2)

        #expect(try notes().count == ids.count)
        try twins.make()
        #expect(try check.faults == [] && check.missing == [])
    }

    @Test func notesOfATreeThatIsGoneWaitForTheNextOne() throws {
        try publish(1)
        _ = try pod.dispatcher.run()
        let before = try notes()
        try FileManager.default.removeItem(at: pod.folder.tree)

        try twins.make()

        #expect(try notes() == before)
        _ = try pod.dispatcher.run()
        try twins.make()
        #expect(try check.faults == [] && check.missing == [])
    }

    // MARK: - The worker

    @Test func theWorkerMakesWhatIsMissing() throws {
        let worker = TwinWorker(
            twins: twins, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        worker.look()
        try publish(2)
        _ = try pod.dispatcher.run()

        worker.look()

        #expect(try check.faults == [] && check.missing == [] && check.count > 0)
    }

    // MARK: -

    private static let words = String(repeating: "Many words for a page. ", count: 60)

    private var twins: SiteTwins { SiteTwins(database: pod.database, folder: pod.folder) }

    private var check: TwinCheck {
        get throws { try TwinCheck(pod.folder.tree) }
    }

    private func publish(_ count: Int) throws {
        for number in 1...count { _ = try pod.publish("# Post \(number)\n\n" + Self.words) }
    }

    private func notes() throws -> [TwinlessFile] {
        try pod.database.read { try $0.twinlessFiles(after: 0, through: .max, limit: 10_000) }
    }
}
