import Foundation
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Store

/// Feed addresses of other programs, as a host of plain files has them.
@Suite struct OldFeedTests {
    private static let names = ["index.xml", "feed.xml", "atom.xml", "rss.xml"]

    @Test func theFeedStandsUnderTheNamesThatOtherProgramsGiveIt() throws {
        let pod = try SitePod()
        _ = try pod.publish("One")
        _ = try pod.dispatcher.run(isFull: true)
        _ = try pod.publish("Two")

        _ = try pod.dispatcher.run()
        try SiteTwins(database: pod.database, folder: pod.folder).make()

        let files = try SitePod.files(of: pod.folder.tree)
        for name in Self.names { #expect(files[name] == files["feed.atom"], "\(name)") }
        // The hosts that they are for do not look for twins.
        #expect(files["feed.atom.br"] != nil)
        #expect(!Self.names.contains { files[$0 + ".br"] != nil || files[$0 + ".gz"] != nil })
        #expect((files["feed.atom"]?.count ?? 0) > 1_024)
        #expect(try pod.differences() == [])
    }

    @Test func aFileOfThePodminGoesFirst() throws {
        let pod = try SitePod()
        let site = pod.temporary.url.appending(path: "site")
        let own = site.appending(path: "static/rss.xml")
        try FileManager.default.createDirectory(
            at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("own".utf8).write(to: own)
        pod.settings.siteFolders = [site]
        _ = try pod.dispatcher.run(isFull: true)
        _ = try pod.publish("One")

        _ = try pod.dispatcher.run()

        let files = try SitePod.files(of: pod.folder.tree)
        #expect(files["rss.xml"] == Data("own".utf8))
        #expect(files["index.xml"] == files["feed.atom"])
        #expect(try pod.differences() == [])
    }
}
