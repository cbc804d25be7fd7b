import Testing

@testable import Backup

@Suite struct ArchiveEntryTests {
    @Test func aLineOfTheTableIsRead() {
        let entry = ArchiveEntry(
            line: "-rw------- 0/0            4711 2023-11-14 22:13:20 uploads/images/a.jpg")

        #expect(entry?.type == "-")
        #expect(entry?.bytes == 4711)
        #expect(entry?.name == "uploads/images/a.jpg")
    }

    @Test(arguments: [
        "", "-", "crw-rw-rw- 0/0 1,3 2023-11-14 22:13:20 null", "-rw 0/0 -5 2023-11-14 22:13 a",
        "-rw 0/0 99999999999999999999 2023-11-14 22:13 a",
    ])
    func otherLinesAreNot(line: String) {
        #expect(ArchiveEntry(line: line) == nil)
    }

    @Test(arguments: [
        "manifest.json", "secret", "uploads/a", "uploads/images/w480_a-B.jpg", "uploads/a/b/c",
    ])
    func namesOfAPodAreAllowed(name: String) {
        #expect(ArchiveName.isAllowed(name))
    }

    @Test(arguments: [
        "", "/", "uploads", "uploads/", "uploads//a", "uploads/..", "uploads/../a", "uploads/.a",
        "/uploads/a", "./uploads/a", "uploads/a\\nb", "uploads/a b", "uploads/é",
        "public/index.html",
        "secret/a", "dandelion.sqlite-wal", "uploads/a/b/c/d/e/f/g/h", "uploads/a.tmp",
    ])
    func otherNamesAreNot(name: String) {
        #expect(!ArchiveName.isAllowed(name))
    }
}
