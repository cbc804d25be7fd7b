import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Importing
@testable import PodFixtures

@Suite struct ImportPicturesTests {
    private func post(_ text: String, _ head: String = "") -> String {
        "---\ntitle: T\ndate: 2024-05-12\n\(head)\n---\n\(text)"
    }

    @Test func picturesBesidePostsAndInStaticFoldersComeAlong() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(20, 10), to: "trip/beside pic.png")
        try pod.write(ImportPod.png(30, 10), to: "static/img/rooted.png")
        try pod.write(
            post("![A](<beside pic.png>) ![B](/img/rooted.png)\n\n<img src=\"beside%20pic.png\">"),
            to: "trip/index.md")

        let report = try await pod.importing()

        let photos = try pod.photos(from: "trip/index.md")
        let address = "https://pod.example/uploads/images/"
        let wide = try #require(photos.first { $0.width == 30 })
        let narrow = try #require(photos.first { $0.width == 20 })
        #expect(photos.count == 2 && photos.allSatisfy { $0.isInline && $0.isPublic })
        #expect(
            try pod.text(from: "trip/index.md") == """
                # T

                ![A](\(address + narrow.fileName)) ![B](\(address + wide.fileName))

                ![](\(address + narrow.fileName))
                """)
        #expect(report.warnings.isEmpty)
        for photo in photos {
            #expect(try pod.imageFiles().contains("thumb_small_" + photo.fileName))
        }
    }

    @Test func missingAndBadPicturesAreNamedAndTheTextStays() async throws {
        let pod = try ImportPod()
        try pod.write("no picture", to: "bad.png")
        try pod.write(post("![a](gone.jpg)\n\n![b](bad.png)"), to: "post.md")

        let report = try await pod.importing()

        #expect(report.imported == 1)
        #expect(try pod.text(from: "post.md") == "# T\n\n![a](gone.jpg)\n\n![b](bad.png)")
        #expect(report.warnings.count == 2)
        #expect(
            report.warnings.contains {
                $0.line == 6 && $0.message.hasPrefix("gone.jpg is not there")
            })
        #expect(
            report.warnings.contains {
                let text = $0.description
                return text.contains("bad.png") && text.contains("pictures can be JPEG, PNG")
            })
        #expect(try pod.imageFiles().isEmpty)
    }

    @Test func picturesOutsideTheSiteAreNotRead() async throws {
        let pod = try ImportPod()
        let secret = pod.temporary.url.appending(path: "secret.png")
        try Data(ImportPod.png(9, 9)).write(to: secret)
        try pod.write(
            post("![a](../secret.png) ![b](link.png) ![c](/../secret.png) ![d](%2e%2e/secret.png)"),
            to: "post.md")
        try FileManager.default.createSymbolicLink(
            at: pod.source.appending(path: "link.png"), withDestinationURL: secret)

        let report = try await pod.importing()

        #expect(report.warnings.count == 4)
        #expect(try pod.imageFiles().isEmpty)
    }

    @Test func thePictureOfTwoPostsIsDecodedOnceAndBelongsToEach() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "pic.png")
        try pod.write(ImportPod.png(8, 8), to: "copy.png")
        try pod.write(post("![a](pic.png)"), to: "a.md")
        try pod.write(post("![b](copy.png) ![b](pic.png)"), to: "b.md")

        _ = try await pod.importing()

        let photos = try pod.photos(from: "a.md") + pod.photos(from: "b.md")
        #expect(photos.count == 2 && photos[0].fileName != photos[1].fileName)
        let numbers = try photos.map { photo in
            let path = pod.folder.images.appending(path: photo.fileName).path
            return try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber]
                as? Int
        }
        #expect(numbers[0] == numbers[1])
        let guid = try #require(try pod.post(from: "a.md")?.guid)
        try PhotoIntake(folder: pod.folder).remove(try pod.composer.delete(guid, as: pod.author))
        #expect(try pod.imageFiles().contains(photos[1].fileName))
    }

    @Test func photosOfTheFrontMatterStandBelowTheText() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "a.png")
        try pod.write(
            post("", "photos:\n  - file: a.png\n    alt: A square\n  - gone.png"), to: "post.md")

        let report = try await pod.importing()

        let photos = try pod.photos(from: "post.md")
        #expect(photos.map(\.alt) == ["A square"] && photos.map(\.isInline) == [false])
        #expect(report.warnings.map(\.description) == ["post.md: the photo gone.png is not there"])
    }

    @Test func anUpdateKeepsThePicturesThatAreTheSame() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "a.png")
        try pod.write(ImportPod.png(9, 9), to: "b.png")
        try pod.write(post("![a](a.png)"), to: "post.md")
        _ = try await pod.importing()
        let before = try pod.photos(from: "post.md")
        try pod.write(post("Now with ![a](a.png) and ![b](b.png)"), to: "post.md")

        let report = try await pod.importing(updating: true)

        let after = try pod.photos(from: "post.md")
        #expect(report.updated == 1 && after.count == 2)
        #expect(after.first?.fileName == before.first?.fileName)
        #expect(
            Set(try pod.imageFiles().filter { $0.count == 36 }) == Set(after.map(\.fileName)))
    }
}
