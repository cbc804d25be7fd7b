import ArgumentParser
import Testing

@testable import Dandelion

@Suite struct OptionOrderTests {
    @Test(arguments: [
        (["--data", "X", "build", "--full"], ["build", "--full", "--data", "X"]),
        (
            ["--data=X", "--config", "C", "post", "list"],
            ["post", "list", "--data=X", "--config", "C"]
        ),
        (["--data", "X", "post", "new", "--", "-a"], ["post", "new", "--data", "X", "--", "-a"]),
        (["build", "--data", "X"], ["build", "--data", "X"]),
    ])
    func thePodsOptionsGoBehindTheCommand(given: [String], parsed: [String]) throws {
        #expect(try OptionOrder.globalsLast(given, of: Dandelion.self) == parsed)
    }

    @Test(arguments: [
        (["--data", "X", "bild"], ["bild"]),
        (["--data", "X", "import", "wordpress", "a"], ["import", "wordpress", "a"]),
        (["--data", "X", "post"], ["post"]),
        (["--data", "X"], []), (["--data", "X", "--version"], ["--version"]),
    ])
    func whereThereIsNoSuchCommandTheyAreNotComplainedOf(given: [String], parsed: [String]) throws {
        #expect(try OptionOrder.globalsLast(given, of: Dandelion.self) == parsed)
    }

    @Test func anOptionWithoutItsValueIsNamed() {
        #expect(throws: ValidationError.self) {
            try OptionOrder.globalsLast(["--data"], of: Dandelion.self)
        }
    }
}
