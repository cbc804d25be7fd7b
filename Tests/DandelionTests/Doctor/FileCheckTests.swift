import Testing

@testable import Dandelion

/// Faults of disk, files and folders, each planted alone.
@Suite struct FileCheckTests {
    // MARK: - Room

    @Test func aFullDiskIsCalledThat() {
        let check = DiskCheck(
            space: DiskSpace(freeBytes: 0, totalBytes: 24 << 20), databaseBytes: 0)

        #expect(check.findings().map(\.urgency) == [.problem])
        #expect(check.findings()[0].text == "the disk is full: 0 B of 24 MB")
    }

    @Test(
        arguments: [
            (1 << 30, nil, 0, Finding.Urgency.ok), (50 << 20, nil, 0, .warning),
            (200 << 20, nil, 300 << 20, .warning), (1 << 30, 0, 0, .problem),
            (1 << 30, 10, 0, .warning),
        ] as [(Int, Int?, Int, Finding.Urgency)])
    func littleSpaceIsAWarning(free: Int, files: Int?, database: Int, urgency: Finding.Urgency) {
        let space = DiskSpace(freeBytes: free, totalBytes: 8 << 30, freeFiles: files)

        #expect(
            DiskCheck(space: space, databaseBytes: database).findings().map(\.urgency) == [urgency])
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1023 B"), (40_960, "40 KB"), (24 << 20, "24 MB"),
        (1_610_612_736, "1.5 GB"), (11 << 30, "11 GB"),
    ])
    func bytesAreReadable(bytes: Int, text: String) {
        #expect(ByteText.of(bytes) == text)
    }

    // MARK: - Modes and owners

    private func file(_ path: String, _ mode: Int, owner: UInt32 = 7) -> FileFacts {
        FileFacts(path: path, kind: .file, mode: mode, owner: owner)
    }

    private func access(
        folder mode: Int = 0o755, database: Int = 0o600, uploads: Int = 0o700,
        owner: UInt32 = 7
    ) -> [Finding] {
        AccessCheck(
            folder: FileFacts(path: "/pod", kind: .folder, mode: mode, owner: 7),
            privateFiles: [file("/pod/dandelion.sqlite", database)],
            privateFolders: [file("/pod/uploads", uploads)],
            others: [file("/pod/public", 0o755, owner: owner)]
        ).findings()
    }

    @Test func aFolderAsInitMakesItIsFine() {
        #expect(access().map(\.urgency) == [.ok])
    }

    @Test func aDatabaseThatOthersCanReadIsNamed() {
        #expect(access(database: 0o644).map(\.remedy) == ["chmod 600 /pod/dandelion.sqlite"])
        #expect(access(database: 0o400).map(\.urgency) == [.problem])
    }

    @Test func photosOfLimitedPostsThatOthersCanReachAreNamed() {
        #expect(access(uploads: 0o755).map(\.remedy) == ["chmod 700 /pod/uploads"])
    }

    @Test func aFolderThatEverybodyCanWriteIsNamed() {
        #expect(access(folder: 0o777).map(\.remedy) == ["chmod o-w /pod"])
    }

    @Test func whatIsAnothersIsNamedWithTheLineThatGivesItBack() {
        let findings = access(owner: 0)

        #expect(findings.map(\.urgency) == [.problem])
        #expect(findings[0].text.contains("/pod/public is root's"))
        #expect(findings[0].remedy == "chown --recursive --reference=/pod /pod")
    }

    // MARK: - The web server

    private func reach(
        _ modes: [Int], page: Int = 0o644, isPublic: Bool = true, servesTree: Bool = true
    ) -> [Finding] {
        ReachCheck(
            isPublic: isPublic, servesTree: servesTree,
            folders: modes.enumerated().map {
                FileFacts(path: "/\($0.offset)", kind: .folder, mode: $0.element)
            }, page: file("/index.html", page)
        ).findings()
    }

    @Test func aTreeThatTheWebServerCannotEnterIsNamed() {
        #expect(reach([0o755, 0o755]).map(\.urgency) == [.ok])
        #expect(reach([0o755, 0o700, 0o755]).map(\.remedy) == ["chmod o+x /1"])
        #expect(reach([0o755, 0o700]).map(\.urgency) == [.warning])
        #expect(reach([0o755, 0o700], servesTree: false).map(\.urgency) == [.problem])
        #expect(reach([0o755, 0o750], servesTree: false).map(\.urgency) == [.warning])
        #expect(reach([0o755, 0o711]).map(\.remedy) == ["chmod o+r /1"])
        #expect(reach([0o755], page: 0o600).map(\.remedy) == ["chmod o+r /index.html"])
        #expect(reach([0o700], isPublic: false).map(\.urgency) == [.ok])
    }

    // MARK: - Secret, tree, photos

    @Test func theSecretIsThereLongEnoughAndTheRightOne() {
        func urgency(_ bytes: Int?, _ strangers: [String] = []) -> [Finding.Urgency] {
            SecretCheck(path: "/pod/secret", bytes: bytes, strangers: strangers).findings()
                .map(\.urgency)
        }

        #expect(urgency(64) == [.ok])
        #expect(urgency(nil) == [.problem])
        #expect(urgency(31) == [.problem])
        #expect(urgency(64, ["alice@pod.example"]) == [.problem])
    }

    private func tree(_ facts: FileFacts?, wasBuilt: Bool = true, faults: [String] = [])
        -> [Finding]
    {
        TreeCheck(path: "/pod/public", wasBuilt: wasBuilt, tree: facts, faults: faults).findings()
    }

    @Test func aTreeThatIsGoneOrDamagedIsNamed() {
        let folder = FileFacts(path: "/pod/public", kind: .folder, mode: 0o755)

        #expect(tree(nil, wasBuilt: false).map(\.urgency) == [.ok])
        #expect(tree(folder).map(\.urgency) == [.ok])
        #expect(tree(nil).map(\.remedy) == ["dandelion build"])
        #expect(tree(file("/pod/public", 0o644)).map(\.urgency) == [.problem])
        #expect(tree(folder, faults: ["index.html"])[0].text.contains("index.html"))
        #expect(tree(folder, faults: ["index.html"]).map(\.remedy) == ["dandelion build --full"])
    }

    @Test func photosThatAreGoneOrDamagedAreNamed() {
        func findings(_ images: FileFacts?, _ missing: [String], _ damaged: [String]) -> [Finding] {
            UploadsCheck(
                path: "/pod/uploads/images", images: images, count: 4, missing: missing,
                damaged: damaged
            ).findings()
        }
        let folder = FileFacts(path: "/pod/uploads/images", kind: .folder, mode: 0o700)

        #expect(findings(folder, [], []).map(\.urgency) == [.ok])
        #expect(findings(nil, ["a.jpg"], []).map(\.urgency) == [.problem])
        #expect(
            findings(folder, ["a.jpg"], [])[0].text.contains("1 of the photos' files is missing"))
        #expect(findings(folder, ["a", "b"], ["c"]).map(\.urgency) == [.problem, .problem])
    }
}
