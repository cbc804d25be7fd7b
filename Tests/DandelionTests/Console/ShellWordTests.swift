import Testing

@testable import Dandelion

@Suite struct ShellWordTests {
    @Test(arguments: [
        ("/srv/pod", "/srv/pod"), ("my pod", "'my pod'"), ("it's", "'it'\\''s'"), ("", "''"),
        ("$HOME", "'$HOME'"),
    ])
    func aTextIsOneWord(text: String, word: String) {
        #expect(ShellWord.quoted(text) == word)
    }
}
