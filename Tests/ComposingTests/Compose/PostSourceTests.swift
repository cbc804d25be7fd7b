import Foundation
import Testing

@testable import Composing
@testable import Theming

@Suite struct PostSourceTests {
    @Test func whatNoPostTakesIsNamed() throws {
        let source = try read(
            """
            ---
            title: Beans
            date: 2024-05-06
            aliases: [/old]
            weight: 3
            ---
            Words.
            """)

        #expect(source.unused == ["date", "aliases", "weight"])
        #expect(source.draftLine == nil)
    }

    @Test func whatAPostTakesBesideItsTextIsRead() throws {
        let source = try read(
            """
            ---
            slug: beans
            poll: {question: "Q?", answers: [a, b]}
            photos: [a.jpg]
            location: {lat: 1.5, lng: 2}
            ---
            Words.
            """)

        #expect(source.content.slug != nil && source.content.poll != nil)
        #expect(source.content.location != nil && !source.photos.isEmpty)
        #expect(source.unused == [])
        #expect(source.content.location?.address == "1.5, 2.0")
    }

    @Test func htmlBecomesMarkdownAndTheRestIsNamedWithItsLineInTheFile() throws {
        let source = try read(
            """
            ---
            title: Beans
            ---
            Some <b>bold</b> words
            and <kbd>C</kbd>.

            <u>Under</u> Vec<T>
            """)

        #expect(
            source.content.text
                == "# Beans\n\nSome **bold** words  \nand <kbd>C</kbd>.\n\nUnder Vec\\<T>")
        #expect(source.notes.map(\.line) == [7, 7])
        #expect(
            Set(source.notes.map(\.message)) == [
                "<T> is no element of HTML: it is shown as it was written",
                "<u> has no Markdown: its text was kept",
            ])
    }

    @Test(arguments: [
        ("---\ntitle: A\ndraft: true\n---\ndraft: true\n", 3),
        ("+++\ndraft = true\n+++\nWords\n", 2),
        ("---\npublished: false\n---\nWords\n", 2),
        ("{ \"title\": \"A\",\n  \"draft\": true }\n\nWords\n", 2),
    ])
    func theLineThatMakesADraftIsKnown(text: String, line: Int) throws {
        #expect(try read(text).draftLine == line)
    }

    @Test(arguments: ["draft: true\n", "---\ndraft: false\n---\nWords\n"])
    func whatIsNoDraftHasNoSuchLine(text: String) throws {
        #expect(try read(text).draftLine == nil)
    }

    @Test(arguments: [
        ("---\ntitle: A\n", "walk.md:1", ""), ("---\ntitle: A\ntags: {\n---\n", "walk.md:", ""),
        ("---\ntitle: A\ndate: never\n---\n", "walk.md:3", "date is no date: never;"),
        ("---\ntitle: A\npoll: 5\n---\nWords\n", "walk.md:3", "poll must be "),
    ])
    func whatCannotBeReadIsNamedWithItsFileAndItsLine(text: String, place: String, start: String) {
        #expect {
            try read(text)
        } throws: { error in
            guard case ComposeError.frontMatter(let found, let reason) = error else { return false }
            return found.hasPrefix(place) && reason.hasPrefix(start)
        }
    }

    private func read(_ text: String) throws -> PostSource {
        try PostSource(text, label: "walk.md", isUnwrapping: false, timeZone: .gmt)
    }
}
