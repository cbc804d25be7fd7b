import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Messages to other pods about a post whose pictures, place and date were changed.
@Suite struct PhotoEditTests {
    private let pod: FederatedPod

    init() async throws {
        pod = try FederatedPod()
        try await pod.share(pod.alice, with: .bob())
    }

    @Test(arguments: [Audience.everyone, .aspects(["Friends"])])
    func picturesGoByThemselvesTooForPodsThatTakeNoEdits(audience: Audience) async throws {
        let first = try photo("a", alt: "One")
        let guid = try pod.composer.publish(
            PostContent(text: "Words", photos: [first, try photo("b", alt: "Two")]),
            as: pod.alice, for: audience)
        try await pod.send()
        pod.network.forget()
        pod.clock.advance(60)
        var changes = PostChanges()
        changes.below = [.kept(first.fileName, alt: "Better"), .new(try photo("c", alt: "Three"))]
        changes.place = .at(.init(address: "Marsh", coordinates: .init(latitude: 1, longitude: 2)))
        changes.date = FederatedPod.start - 86_400

        try pod.composer.change(guid, changes, as: pod.alice)
        try await pod.send()

        let entities = try pod.sent().map(\.entity)
        let posts = entities.compactMap { entity -> Entities.StatusMessage? in
            if case .statusMessage(let post) = entity { post } else { nil }
        }
        #expect(posts.map { $0.photos.map(\.text) } == [["Better", "Three"]])
        #expect(posts.first?.location?.address == "Marsh" && posts.first?.guid == guid)
        #expect(posts.first?.createdAt == FederatedPod.start - 86_400)
        #expect(posts.first?.editedAt == FederatedPod.start + 60)
        let photos = entities.compactMap { entity -> Entities.Photo? in
            if case .photo(let photo) = entity { photo } else { nil }
        }
        #expect(Set(photos.map(\.text)) == ["Better", "Three"])
        #expect(photos.allSatisfy { $0.statusMessageGUID == guid })
        let gone = entities.compactMap { entity -> String? in
            if case .retraction(let gone) = entity { gone.targetType } else { nil }
        }
        #expect(gone == ["Photo"])
    }

    @Test func onlyWhatChangedIsSentOfThePictures() async throws {
        let photo = try photo("a", alt: "One")
        let guid = try pod.composer.publish(
            PostContent(text: "Words", photos: [photo]), as: pod.alice, for: .everyone)
        try await pod.send()
        pod.network.forget()
        var changes = PostChanges()
        changes.text = "Other words"
        changes.below = [.kept(photo.fileName, alt: "One")]

        try pod.composer.change(guid, changes, as: pod.alice)

        #expect(try await pod.sending() == ["one.example all: status_message by alice"])
    }

    @Test func aPictureIsNotSentOnceItsPostIsGone() async throws {
        let guid = try pod.composer.publish(
            PostContent(text: "Words"), as: pod.alice, for: .aspects(["Friends"]))
        try await pod.send()
        pod.network.forget()
        var changes = PostChanges()
        changes.below = [.new(try photo("a", alt: "One"))]
        try pod.composer.change(guid, changes, as: pod.alice)

        try pod.composer.delete(guid, as: pod.alice)
        _ = try pod.composer.publish(
            PostContent(text: "Other words"), as: pod.alice, for: .aspects(["Friends"]))
        try await pod.send()

        let photos = try pod.sent().map(\.entity).filter { entity in
            if case .photo = entity { true } else { false }
        }
        #expect(photos.isEmpty)
    }

    private func photo(_ name: String, alt: String) throws -> TakenPhoto {
        let fileName = String(repeating: name, count: 32) + ".png"
        let images = pod.folder.images
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        try Data(name.utf8).write(to: images.appending(path: fileName))
        return TakenPhoto(
            fileName: fileName, width: 1, height: 1, alt: alt, isInline: false,
            versions: [PhotoVersionRecord(name: "", width: 1, height: 1, bytes: 1)])
    }
}
