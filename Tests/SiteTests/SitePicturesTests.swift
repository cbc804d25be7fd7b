import Blocking
import DomainErrors
import Foundation
import Store
import TestSupport
import Testing
import Theming

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Pictures that lie beside the podmin's texts.
@Suite struct SitePicturesTests {
    private let pod: SitePod
    private let site: URL
    /// Builds wait for what runs on Swift's shared threads, so that they may not all build at once.
    private static let threads = BlockingExecutor(label: "site", threads: 2)

    init() throws {
        pod = try SitePod()
        site = pod.temporary.url.appending(path: "site")
        pod.settings.siteFolders = [site]
    }

    @Test func aPictureBesideATextOrBelowIsShown() async throws {
        try write(ImportPod.png(600, 100), to: "marsh.png")
        try write(ImportPod.png(8, 8, grey: 9), to: "more pictures/tide.png")
        try write("# Welcome\n\n![The marsh](marsh.png)", to: "landing.md")
        try write(
            "---\nmenu: 1\n---\n# About\n\n![The tide](more%20pictures/tide.png)\n\n"
                + "<img src=\"marsh.png\" alt=\"Again\"> `![code](none.png)`\n", to: "about.md")

        _ = try await build()

        let home = try pod.page("index.html")
        let marsh = try #require(names(in: home).first)
        #expect(
            home.contains(
                "<img src=\"/uploads/images/\(marsh)\" alt=\"The marsh\" width=\"600\" height=\"100\""
                    + " srcset=\"/uploads/images/w480_\(marsh) 480w, "))
        let about = try pod.page("about.html")
        #expect(about.contains("alt=\"The tide\" width=\"8\"") && about.contains("alt=\"Again\""))
        #expect(names(in: about).count == 2 && names(in: about).last == marsh)
        for name in ["w480_" + marsh, "thumb_small_" + marsh] + names(in: about) {
            #expect(pod.hasFile("uploads/images/" + name), "\(name)")
        }
        #expect(try await differences() == [])
    }

    @Test func aPictureThatIsThereIsNotTakenInAgain() async throws {
        try write(ImportPod.png(8, 8), to: "marsh.png")
        try write("# Welcome\n\n![The marsh](marsh.png)", to: "landing.md")
        _ = try await build()
        let before = try inodes()

        _ = try pod.publish("# Words")
        _ = try await build()
        _ = try await build(isFull: true)
        let sweep = PhotoSweep(
            database: pod.database, folder: pod.folder, clock: PodClock { .distantFuture })
        let swept = try sweep.run()

        #expect(try !before.isEmpty && inodes() == before)
        #expect(swept == [])
        #expect(try await differences() == [])
    }

    @Test func aChangedPictureBesideAnUnchangedTextIsAChangeOfTheSite() async throws {
        try write(ImportPod.png(8, 8), to: "marsh.png")
        try write("# Contact\n\n![The marsh](marsh.png)", to: "contact.md")
        _ = try await build()
        let before = try #require(names(in: pod.page("contact.html")).first)

        try write(ImportPod.png(9, 9), to: "marsh.png")
        _ = try await build()

        let after = try #require(names(in: pod.page("contact.html")).first)
        #expect(before != after && pod.hasFile("uploads/images/" + after))
        #expect(!pod.hasFile("uploads/images/" + before))
        #expect(try stored() == [String(after.dropLast(4))])
        #expect(try await differences() == [])
    }

    @Test func aPictureThatNoTextShowsAnyMoreGoes() async throws {
        try write(ImportPod.png(8, 8), to: "marsh.png")
        try write("# Contact\n\n![The marsh](marsh.png)", to: "contact.md")
        _ = try await build()
        let name = try #require(names(in: pod.page("contact.html")).first)

        try write("# Contact", to: "contact.md")
        _ = try await build()

        #expect(!pod.hasFile("uploads/images/" + name))
        #expect(try stored() == [])
    }

    @Test func picturesThatWereRemovedAreMadeAgainWithThePagesThatShowThem() async throws {
        try write(ImportPod.png(8, 8), to: "marsh.png")
        try write("# Welcome\n\n![The marsh](marsh.png)", to: "landing.md")
        _ = try await build()
        let before = try stored()
        try FileManager.default.removeItem(at: pod.folder.cache)

        _ = try pod.publish("# Words")
        let report = try await build()

        #expect(report.failures == [])
        #expect(try stored() == before)
        #expect(try await differences() == [])
    }

    @Test func whatIsHalfMadeIsLeftForADay() throws {
        let store = SitePictures(folder: pod.folder.sitePictures)
        let folder = pod.folder.sitePictures.appending(path: ".half")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

        try store.sweep(keeping: [], at: Date())
        #expect(try stored() == [".half"])
        try store.sweep(keeping: [], at: Date().addingTimeInterval(90_000))
        #expect(try stored() == [])
    }

    @Test(arguments: [
        ("none.png", PhotoProblem.Code.notFound), ("../outside.png", .outsideFolder),
        ("folder", .notAFile), ("contact.md", .unusable),
    ])
    func aPictureThatCannotBeShownStopsABuildBeforeItWrites(
        picture: String, code: PhotoProblem.Code
    ) async throws {
        _ = try await build()
        let before = try SitePod.files(of: pod.folder.tree)
        try write(ImportPod.png(8, 8), to: "marsh.png")
        try write(ImportPod.png(8, 8), to: "../outside.png")
        try write(ImportPod.png(8, 8), to: "folder/a.png")
        try write(
            "---\ntitle: Contact\n---\nFirst\n\n![good](marsh.png)\n\n![bad](\(picture))\n",
            to: "contact.md")
        let output = pod.temporary.url.appending(path: "output")
        let text = site.appending(path: "contact.md").path

        let built = await #expect(throws: SiteError.self) { try await build() }
        let copied = await #expect(throws: SiteError.self) {
            try await Self.threads.run { try pod.dispatcher.buildCopy(at: output) }
        }
        guard case .picture(text, 8?, picture, let problem)? = built else {
            Issue.record("\(String(describing: built))")
            return
        }
        #expect(problem.code == code)
        #expect(copied == built)
        #expect(try SitePod.files(of: pod.folder.tree) == before)
        #expect(!FileManager.default.fileExists(atPath: output.path))
    }

    @Test func lookingAtASiteTakesNothingIn() throws {
        try write("# Welcome\n\n![The marsh](marsh.png)", to: "landing.md")
        #expect(throws: SiteError.self) { try pod.dispatcher.checkTheme() }
        try write(ImportPod.png(8, 8), to: "marsh.png")

        _ = try pod.dispatcher.checkTheme()
        #expect(!FileManager.default.fileExists(atPath: pod.folder.cache.path))
    }

    @Test func aTextThatIsNoPageShowsNothing() async throws {
        try write("![The marsh](none.png)", to: "README.md")

        _ = try await build()

        #expect(!FileManager.default.fileExists(atPath: pod.folder.cache.path))
    }

    @Test func aTextInsideTheProgramLiesInNoFolder() {
        let reference = SitePictureReference(
            "marsh.png", in: "Words\n\n![The marsh](marsh.png)", path: "site/about.md", folder: nil)

        let error = SiteError.picture(
            path: "site/about.md", line: 3, destination: "marsh.png", problem: .insideProgram)
        #expect(throws: error) { try reference.file() }
    }

    private func build(isFull: Bool = false) async throws -> SiteReport {
        try await Self.threads.run { try pod.dispatcher.run(isFull: isFull) }
    }

    private func differences() async throws -> [String] {
        try await Self.threads.run { try pod.differences() }
    }

    /// Names of pictures that a page shows, in its order, without those of `srcset`.
    private func names(in page: String) -> [String] {
        page.matches(of: /src="\/uploads\/images\/([0-9a-f]{32}\.png)"/).map {
            String($0.output.1)
        }
    }

    /// What is in the folder of pictures that were taken in.
    private func stored() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: pod.folder.sitePictures.path).sorted()
    }

    /// The numbers of the files that were taken in.
    private func inodes() throws -> [String: UInt64] {
        let folder = pod.folder.sitePictures
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try Dictionary(
            uniqueKeysWithValues: paths.map { path in
                let facts = try FileManager.default.attributesOfItem(
                    atPath: folder.appending(path: path).path)
                return (path, (facts[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0)
            })
    }

    private func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = site.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }
}
