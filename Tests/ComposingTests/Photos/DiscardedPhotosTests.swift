import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

@Suite struct DiscardedPhotosTests {
    private let pod: SitePod
    private let name = String(repeating: "a", count: 32) + ".png"

    init() throws {
        pod = try SitePod()
        let images = pod.folder.images
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        for prefix in ["", "thumb_small_"] {
            try Data("x".utf8).write(to: images.appending(path: prefix + name))
        }
        let photo = TakenPhoto(
            fileName: name, width: 1, height: 1, alt: "", isInline: false,
            versions: ["", "thumb_small_"].map {
                PhotoVersionRecord(name: $0, width: 1, height: 1, bytes: 1)
            })
        let post = try pod.composer.publish(
            PostContent(text: "Words", photos: [photo]), as: pod.author, for: .everyone)
        _ = try pod.dispatcher.run()
        try pod.composer.delete(post, as: pod.author)
    }

    @Test func photosOfADeletedPostStayUntilItsPagesWent() throws {
        #expect(try discarded.removeIfNothingWaits() == [])
        #expect(try files().count == 2)

        _ = try pod.dispatcher.run()

        #expect(try discarded.removeIfNothingWaits() == [name])
        #expect(try files() == [])
        #expect(try discarded.removeIfNothingWaits() == [])
    }

    @Test func theDailySweepRemovesThemOnAnyTick() throws {
        let sweep = PhotoSweep(database: pod.database, folder: pod.folder, clock: pod.clock.pod)
        #expect(try sweep.runDaily() == [])

        _ = try pod.dispatcher.run()

        #expect(try sweep.runDaily() == [name])
        #expect(try files() == [])
    }

    @Test func whatIsRemovedAtOnceIsNotedNoMore() throws {
        try discarded.remove([name])

        #expect(try files() == [])
        #expect(try pod.database.read { try $0.discardedPhotos() } == [])
    }

    private var discarded: DiscardedPhotos {
        DiscardedPhotos(database: pod.database, folder: pod.folder)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: pod.folder.images.path)
    }
}
