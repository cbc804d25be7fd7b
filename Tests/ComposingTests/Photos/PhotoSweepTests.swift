import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures

@Suite struct PhotoSweepTests {
    @Test func filesThatNoRowNamesGoAfterADay() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "pic.png")
        try pod.write("![x](pic.png)", to: "2024-05-12-a.md")
        _ = try await pod.importing()
        let kept = try pod.imageFiles()
        let orphan = String(repeating: "a", count: 32) + ".png"
        let others = ["thumb_small_" + orphan, orphan, "notes.txt"]
        for name in others {
            try Data("x".utf8).write(to: pod.folder.images.appending(path: name))
        }
        let staging = pod.folder.images.appending(path: ".\(orphan).making")
        try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        func sweep(after hours: Double) throws -> [String] {
            let date = Date().addingTimeInterval(hours * 3_600)
            return try PhotoSweep(
                database: pod.database, folder: pod.folder, clock: PodClock { date }
            ).run()
        }

        #expect(try sweep(after: 1) == [])
        #expect(
            try sweep(after: 25) == [".\(orphan).making", orphan, "thumb_small_" + orphan])
        #expect(try pod.imageFiles() == (kept + ["notes.txt"]).sorted())
    }

    @Test func picturesInUseAreNeverSwept() async throws {
        let pod = try ImportPod()
        let intake = PhotoIntake(folder: pod.folder)
        func take(_ digit: String) async throws -> TakenPhoto {
            try pod.write(ImportPod.png(8, 8), to: "pic.png")
            return try await intake.take(
                pod.source.appending(path: "pic.png"), name: String(repeating: digit, count: 32),
                alt: "", isInline: false)
        }
        let composer = pod.composer
        var content = PostContent(text: "words")
        content.photos = [try await take("1")]
        _ = try composer.publish(content, as: pod.author, for: .everyone)
        content.photos = [try await take("2")]
        try composer.addAspect("Family", of: pod.author)
        _ = try composer.publish(content, as: pod.author, for: .aspects(["Family"]))
        content.photos = [try await take("3")]
        _ = try composer.saveDraft(content, as: pod.author)
        _ = try composer.edit(ProfileEdit(), photo: try await take("4"), of: pod.author)
        let kept = try pod.imageFiles()

        let removed = try Self.sweep(pod, on: .distantFuture).run()

        #expect(removed == [])
        #expect(kept.count >= 16)
        #expect(try pod.imageFiles() == kept)
    }

    @Test func aSecondNameOfAnOldPictureIsYoung() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "pic.png")
        let intake = PhotoIntake(folder: pod.folder)
        let photo = try await intake.take(
            pod.source.appending(path: "pic.png"), name: String(repeating: "d", count: 32),
            alt: "", isInline: true)
        for name in try pod.imageFiles() {
            try FileManager.default.setAttributes(
                [.modificationDate: ImportPod.now],
                ofItemAtPath: pod.folder.images.appending(path: name).path)
        }

        let copy = try intake.duplicate(photo, name: String(repeating: "e", count: 32), alt: "")

        #expect(try Self.sweep(pod, on: Date()).run() == [])
        #expect(try pod.imageFiles().contains(copy.fileName))
    }

    @Test func uploadsAreSweptOnceADay() throws {
        let pod = try ImportPod()
        try FileManager.default.createDirectory(
            at: pod.folder.images, withIntermediateDirectories: true)
        let stray = String(repeating: "f", count: 32) + ".png"
        func sweep(on date: Date) throws -> [String] {
            try Data("x".utf8).write(to: pod.folder.images.appending(path: stray))
            return try Self.sweep(pod, on: date).runDaily()
        }
        let first = Date().addingTimeInterval(30 * 86_400)

        #expect(try sweep(on: first) == [stray])
        #expect(try sweep(on: first) == [])
        #expect(try sweep(on: first.addingTimeInterval(86_400)) == [stray])
    }

    private static func sweep(_ pod: ImportPod, on date: Date) -> PhotoSweep {
        PhotoSweep(database: pod.database, folder: pod.folder, clock: PodClock { date })
    }

    @Test func aPhotoIsTakenInWithAllItsVersions() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(40, 10), to: "pic.png")
        let intake = PhotoIntake(folder: pod.folder)
        let name = String(repeating: "b", count: 32)

        let photo = try await intake.take(
            pod.source.appending(path: "pic.png"), name: name, alt: "A line", isInline: false)

        #expect(photo.fileName == name + ".png" && photo.alt == "A line" && !photo.isInline)
        #expect(photo.width == 40 && photo.height == 10)
        #expect(
            Set(photo.versions.map { $0.name + photo.fileName }) == Set(try pod.imageFiles()))
        try intake.remove([photo.fileName])
        #expect(try pod.imageFiles().isEmpty)
    }

    @Test func aFileThatIsNoPictureIsRefusedByItsName() async throws {
        let pod = try ImportPod()
        try pod.write("<svg/>", to: "pic.png")

        await #expect {
            _ = try await PhotoIntake(folder: pod.folder).take(
                pod.source.appending(path: "pic.png"), name: String(repeating: "c", count: 32),
                alt: "", isInline: true)
        } throws: { error in
            guard case ComposeError.photo(path: "pic.png", _) = error else { return false }
            return true
        }
        #expect(try pod.imageFiles().isEmpty)
    }
}
