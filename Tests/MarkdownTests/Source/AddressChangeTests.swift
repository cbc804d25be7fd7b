import Markdown
import Testing

/// Another address in links, pictures, mentions and IDs, and nowhere else.
@Suite struct AddressChangeTests {
    private let change = AddressChange(
        oldURL: "http://localhost:3000/", newURL: "https://pod.example/",
        oldAuthority: "localhost:3000", newAuthority: "pod.example")

    @Test(arguments: [
        ("[a](http://localhost:3000/posts/b)", "[a](https://pod.example/posts/b)", 1),
        ("[a](<http://localhost:3000/x y>)", "[a](<https://pod.example/x y>)", 1),
        ("[a](HTTP://LocalHost:3000)", "[a](https://pod.example)", 1),
        ("![a](http://localhost:3000/p.png \"t\")", "![a](https://pod.example/p.png \"t\")", 1),
        ("[a][b]\n\n[b]: http://localhost:3000/c", "[a][b]\n\n[b]: https://pod.example/c", 1),
        ("<http://localhost:3000/c>", "<https://pod.example/c>", 1),
        ("See http://localhost:3000/c, there", "See https://pod.example/c, there", 1),
        (
            "@{Alice; alice@localhost:3000} and @{bob@localhost:3000}",
            "@{Alice; alice@pod.example} and @{bob@pod.example}", 2
        ),
        (
            "diaspora://alice@localhost:3000/post/0123456789abcdef",
            "diaspora://alice@pod.example/post/0123456789abcdef", 1
        ),
        (
            "[a](diaspora://alice@localhost:3000/post/0123456789abcdef)",
            "[a](diaspora://alice@pod.example/post/0123456789abcdef)", 1
        ),
        ("> - [a](http://localhost:3000/#b)", "> - [a](https://pod.example/#b)", 1),
        (
            "| a |\n|---|\n| [a](http://localhost:3000/) |",
            "| a |\n|---|\n| [a](https://pod.example/) |", 1
        ),
    ])
    func whatLeadsSomewhereOrNamesSomebodyChanges(text: String, expected: String, places: Int) {
        let changed = change.text(text)
        #expect(changed.text == expected)
        #expect(changed.places == places)
    }

    @Test(arguments: [
        "`http://localhost:3000/`", "```\nhttp://localhost:3000/ @{a@localhost:3000}\n```",
        "    http://localhost:3000/", "localhost:3000", "Mail alice@localhost:3000 now",
        "\\[a](x) http\\://localhost:3000/", "http://localhost:30001/",
        "http://localhost:3000.example/",
        "http://elsewhere.example/?to=http://localhost:3000/", "@{alice@localhost:30001}",
        "[http://localhost:3000/](https://other.example/)", "<!-- http://localhost:3000/ -->",
        "xhttp://localhost:3000/", "@{alice\n@localhost:3000}",
    ])
    func proseAndCodeStay(text: String) {
        let changed = change.text(text)
        #expect(changed.text == text)
        #expect(changed.places == 0)
    }

    @Test func aTextThatHoldsTheMarkIsLeftWhole() {
        let text =
            "dandelionmark0x [a](http://localhost:3000/) dandelionmarkz `@{a@localhost:3000}`"
        #expect(
            change.text(text).text
                == "dandelionmark0x [a](https://pod.example/) dandelionmarkz `@{a@localhost:3000}`")
    }
}
