import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Promise 3: the incremental tree equals the clean tree, byte for byte.
@Suite struct IncrementalTreeTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func incrementalTreeEqualsCleanTree(seed: UInt64) throws {
        let pod = try SitePod(seed: seed)
        var story = RandomStory(pod: pod, seed: seed)
        try story.populate(count: 45)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])

        for step in 1...80 {
            let action = try story.step()
            _ = try pod.dispatcher.run()
            if step % 8 == 0 || step == 80 {
                let differences = try pod.differences()
                #expect(differences == [], "seed \(seed), step \(step), after \(action)")
                if !differences.isEmpty { return }
            }
            if step % 40 == 0 {
                #expect(try pod.deadLinks() == [], "seed \(seed), step \(step)")
            }
        }
    }

    @Test func severalChangesAtOnceEqualACleanTree() throws {
        let pod = try SitePod(seed: 9)
        var story = RandomStory(pod: pod, seed: 9)
        try story.populate(count: 30)
        _ = try pod.dispatcher.run()

        for _ in 1...6 {
            for _ in 1...10 { _ = try story.step() }
            _ = try pod.dispatcher.run()
            #expect(try pod.differences() == [])
        }
        let dead = try pod.deadLinks()
        #expect(dead == [])
    }

    @Test func listsThatBeginAndEndEqualACleanTree() throws {
        let pod = try SitePod()
        func publish(_ text: String, day: Int) throws -> GUID {
            let guid = try pod.composer.publish(
                PostContent(text: text), as: pod.author, for: .everyone,
                createdAt: SitePod.start.addingTimeInterval(Double(day) * 86_400))
            _ = try pod.dispatcher.run()
            #expect(try pod.differences() == [])
            return guid
        }
        _ = try publish("January #one", day: 1)
        _ = try publish("March #two", day: 70)

        let guid = try publish("February #three", day: 40)
        try pod.composer.edit(guid, text: "February #four", as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])

        try pod.composer.redate(
            guid, to: SitePod.start.addingTimeInterval(100 * 86_400), as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
        try pod.composer.delete(guid, as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
    }

    @Test func whatAStoppedWriterLeftIsRemoved() throws {
        let pod = try SitePod()
        _ = try pod.dispatcher.run()
        let staging = pod.folder.tree.appending(path: ".new")
        try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: staging.appending(path: "1-1"))

        _ = try pod.dispatcher.run()

        #expect(try pod.differences() == [])
    }

    @Test func anotherThemeRebuildsEverything() throws {
        let pod = try SitePod()
        var story = RandomStory(pod: pod, seed: 3)
        try story.populate(count: 5)
        _ = try pod.dispatcher.run()
        // The front page of almanac alone has one.
        let leader = "<header class=\"leader\">"
        #expect(try !pod.page("index.html").contains(leader))

        pod.settings.theme = "almanac"
        _ = try pod.dispatcher.run()

        #expect(try pod.differences() == [])
        #expect(try pod.page("index.html").contains(leader))
    }

    @Test func buildingTwiceChangesNoFile() throws {
        let pod = try SitePod()
        var story = RandomStory(pod: pod, seed: 5)
        try story.populate(count: 25)
        _ = try pod.dispatcher.run()

        #expect(try pod.dispatcher.run().changedFileCount == 0)
        #expect(try pod.dispatcher.run(isFull: true).changedFileCount == 0)
    }

    @Test func deletingTheTreeAndBuildingGivesTheSameBytes() throws {
        let pod = try SitePod()
        var story = RandomStory(pod: pod, seed: 6)
        try story.populate(count: 25)
        _ = try pod.dispatcher.run()
        let before = try SitePod.files(of: pod.folder.tree)

        try FileManager.default.removeItem(at: pod.folder.tree)
        _ = try pod.dispatcher.run()

        #expect(try SitePod.files(of: pod.folder.tree) == before)
    }
}
