import Testing

@testable import Markdown

struct HashtagsTests {
    @Test func tagsThatTheTextDoesNotHoldAreItsLastLine() {
        let text = Hashtags.appended(
            to: "A #Rust text\n\n    #code\n",
            tags: ["rust", "Static Sites", "code", "C++", "!!", "言語"])
        #expect(text == "A #Rust text\n\n    #code\n\n#static-sites #code #c #言語")
    }

    @Test func addingTagsTwiceChangesNothingMore() {
        let once = Hashtags.appended(to: "text", tags: ["a b", "c"])
        #expect(Hashtags.appended(to: once, tags: ["c", "a b"]) == once)
        #expect(Hashtags.appended(to: "", tags: ["x"]) == "#x")
    }

    @Test func aTagIsAtMost255CharactersLong() {
        #expect(Hashtags.normalised(String(repeating: "x", count: 400))?.count == 255)
        #expect(Hashtags.normalised(" # ") == nil)
    }

    @Test(arguments: [
        ("C++", "cpp"), ("c++", "cpp"), ("C#", "csharp"), ("F#", "fsharp"), (".NET", "dotnet"),
        ("c", "c"), ("#tag", "tag"), ("#", nil), ("Slow days", "slow-days"), ("web 2.0", "web-20"),
    ])
    func signsThatTellATagFromAnotherAreSpelled(tag: String, spelled: String?) {
        #expect(Hashtags.normalised(Hashtags.spelled(tag)) == spelled)
    }
}
