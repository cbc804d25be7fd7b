import Diaspora
import Foundation
import Store
import Testing

@testable import Pipeline

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
            try Data("x".utf8).write(to: pod.pod.images.appending(path: name))
        }
        let staging = pod.pod.images.appending(path: ".\(orphan).making")
        try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        func sweep(after hours: Double) throws -> [String] {
            let date = Date().addingTimeInterval(hours * 3_600)
            return try PhotoSweep(
                database: pod.database, folder: pod.pod, clock: PodClock { date }
            ).run()
        }

        #expect(try sweep(after: 1) == [])
        #expect(
            try sweep(after: 25) == [".\(orphan).making", orphan, "thumb_small_" + orphan])
        #expect(try pod.imageFiles() == (kept + ["notes.txt"]).sorted())
    }

    @Test func aPhotoIsTakenInWithAllItsVersions() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(40, 10), to: "pic.png")
        let intake = PhotoIntake(folder: pod.pod)
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
            _ = try await PhotoIntake(folder: pod.pod).take(
                pod.source.appending(path: "pic.png"), name: String(repeating: "c", count: 32),
                alt: "", isInline: true)
        } throws: { error in
            guard case ComposeError.photo(path: "pic.png", _) = error else { return false }
            return true
        }
        #expect(try pod.imageFiles().isEmpty)
    }
}
