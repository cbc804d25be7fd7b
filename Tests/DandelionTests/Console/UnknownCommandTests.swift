import Testing

@testable import Dandelion

@Suite struct UnknownCommandTests {
    @Test(arguments: [
        ("psot list", "there is no command \"psot\"; did you mean `dandelion post`?"),
        (
            "--data X post lits",
            "there is no command \"lits\" under `dandelion post`; did you mean `dandelion post list`?"
        ),
        ("frobnicate", "there is no command \"frobnicate\"; `dandelion --help` lists them"),
    ])
    func theOneThatMayBeMeantIsNamed(arguments: String, message: String) {
        let words = arguments.split(separator: " ").map(String.init)

        #expect(UnknownCommand.find(in: words, of: Dandelion.self)?.description == message)
    }

    @Test(arguments: ["post list --as x", "help post", "--help", "post", "", "doctor nonsense"])
    func whatIsNoCommandAtAllIsLeftToTheParser(arguments: String) {
        let words = arguments.split(separator: " ").map(String.init)

        #expect(UnknownCommand.find(in: words, of: Dandelion.self) == nil)
    }
}
