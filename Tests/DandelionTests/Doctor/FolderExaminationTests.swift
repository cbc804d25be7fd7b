import Foundation
import Store
import TestSupport
import Testing

@testable import Dandelion

/// The facts, read from real files.
@Suite struct FolderExaminationTests {
    private let place: TemporaryFolder
    private let folder: PodFolder

    init() throws {
        place = try TemporaryFolder()
        folder = PodFolder(place.url)
        for made in [folder.images, folder.tree] {
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        }
        try set(0o700, folder.uploads)
        for file in [folder.database, folder.secret] {
            try Data("x".utf8).write(to: file)
            try set(0o600, file)
        }
    }

    private func set(_ mode: Int, _ url: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    private var access: [DoctorRow] {
        var doctor = Doctor()
        FolderExamination(folder: folder).run(&doctor)
        return doctor.rows.filter { $0.subject == "access" }
    }

    @Test func aSoundFolderHasNoFault() {
        #expect(access.map(\.urgency) == [.ok])
    }

    @Test func anOpenLogOfTheDatabaseIsFound() throws {
        let log = URL(filePath: folder.database.path + "-wal")
        try Data().write(to: log)
        try set(0o644, log)

        #expect(access.map(\.remedy) == ["chmod 600 \(log.path)"])
    }

    @Test func anOpenSecretIsFound() throws {
        try set(0o640, folder.secret)

        #expect(access.map(\.remedy) == ["chmod 600 \(folder.secret.path)"])
    }

    @Test func aMissingFolderIsSaidOnce() throws {
        try FileManager.default.removeItem(at: place.url)

        #expect(access.map(\.urgency) == [.problem])
        #expect(access[0].text == "there is no folder \(folder.url.path)")
    }

    @Test(.enabled(if: geteuid() == 0, "files of another owner need root"))
    func aFolderOfTheTreeThatRootMadeIsFound() throws {
        let inner = folder.tree.appending(path: "posts")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        #expect(chown(inner.path, 12_345, 12_345) == 0)

        #expect(access.map(\.urgency) == [.problem])
        #expect(access[0].text.contains(inner.path))
    }
}
