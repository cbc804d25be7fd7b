import Foundation
import Testing

@testable import Store

@Suite struct DatabaseWatchTests {
    @Test func whatAnotherConnectionWritesIsNoticedOnce() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)
        let watch = DatabaseWatch(path: pod.path)
        #expect(watch.hasChanged())
        #expect(!watch.hasChanged())

        // The log's clock has ticks; enough is written for its length to differ too.
        let other = try PodDatabase(path: pod.path)
        try other.write { try $0.setState("a", String(repeating: "x", count: 100_000)) }

        #expect(watch.hasChanged())
        #expect(!watch.hasChanged())
    }

    @Test func readingChangesNothing() throws {
        let pod = try PopulatedDatabase(publicPostCount: 1)
        let watch = DatabaseWatch(path: pod.path)
        _ = watch.hasChanged()

        _ = try pod.database.read { try $0.users() }

        #expect(!watch.hasChanged())
    }
}
