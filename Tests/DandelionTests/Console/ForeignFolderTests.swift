import ArgumentParser
import Testing

@testable import Dandelion

@Suite struct ForeignFolderTests {
    private func refusal(owner: UInt32?, user: UInt32) -> ForeignFolder? {
        ForeignFolder(
            folder: owner.map { FileFacts(path: "/pod", kind: .folder, mode: 0o755, owner: $0) },
            user: user, arguments: ["dandelion", "--data", "/my pod", "build"])
    }

    @Test func rootIsRefusedInAFolderOfAnotherOwnerAlone() {
        #expect(refusal(owner: 7, user: 0) != nil)
        #expect(refusal(owner: 0, user: 0) == nil)
        #expect(refusal(owner: nil, user: 0) == nil)
        #expect(refusal(owner: 7, user: 7) == nil)
        #expect(refusal(owner: 0, user: 7) == nil)
    }

    @Test func theLineToTypeRunsTheSameCommandAsTheOwner() throws {
        let found = try #require(refusal(owner: 4_242, user: 0))

        #expect(
            found.line(owner: "dandelion")
                == "runuser -u dandelion -- dandelion --data '/my pod' build")
        #expect(
            found.line(owner: nil)
                == "setpriv --reuid=4242 --regid=4242 --clear-groups -- dandelion --data '/my pod' build"
        )
    }

    @Test(arguments: [
        ["build"], ["post", "list"], ["backup", "/x"], ["init", "--url", "http://localhost"],
        ["database", "check"], ["restore", "x"], ["doctor"], ["serve"], ["theme", "new", "x"],
    ])
    func theFolderOfEachCommandIsKnownBeforeItRuns(arguments: [String]) throws {
        let command = try Dandelion.parseAsRoot(arguments + ["--data", "/pod"])

        #expect(PodOptions.of(command)?.data == "/pod")
    }
}
