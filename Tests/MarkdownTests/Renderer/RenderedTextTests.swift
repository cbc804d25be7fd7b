import Foundation
import Markdown
import Testing

struct RenderedTextTests {
    private func render(_ text: String, isTitled: Bool = true) -> RenderedText {
        MarkdownRenderer().render(text, in: .sample(isTitled: isTitled))
    }

    @Test func aHeadingThatStartsTheTextIsItsTitle() {
        let rendered = render("# Hello *world* & `all` #\n\nBody text.")

        #expect(rendered.title == "Hello world & all")
        #expect(rendered.name == "Hello world & all")
        #expect(rendered.excerpt == "Body text.")
        #expect(rendered.plainText == "Hello world & all\nBody text.")
        #expect(rendered.html == "<p>Body text.</p>\n")
    }

    @Test func aSetextHeadingThatStartsTheTextIsItsTitle() {
        #expect(render("Hello\nworld\n---\n\nBody").title == "Hello world")
    }

    @Test func aTitleIsKeptInTextsThatArePartOfAPage() {
        let rendered = render("# Hello\n\nBody", isTitled: false)

        #expect(rendered.html == "<h2 id=\"p-hello\">Hello</h2>\n<p>Body</p>\n")
        #expect(rendered.title == "Hello")
    }

    @Test func headingsFollowTheTitleWithoutAGap() {
        let rendered = render("# Title\n\n### A\n\n##### B\n\n## C\n\n## D\n\n### E")

        let levels = rendered.html.components(separatedBy: "<h").dropFirst().map { $0.prefix(1) }
        #expect(levels == ["2", "3", "2", "2", "3"])
    }

    @Test func aHeadingOfOver200CharactersIsNoTitle() {
        #expect(render("# " + String(repeating: "é", count: 200)).title?.count == 200)
        let long = render("# " + String(repeating: "é", count: 201))
        #expect(long.title == nil)
        #expect(long.html.hasPrefix("<h2"))
        let words = render("# " + String(repeating: "word ", count: 100))
        #expect(words.title == nil)
        #expect(words.html.hasPrefix("<h2"))
    }

    @Test func aHeadingWithAnImageIsNoTitle() {
        let rendered = render("# ![a](/b)\n\nBody")

        #expect(rendered.title == nil)
        #expect(rendered.html.contains("<img"))
    }

    @Test func aNoteIsNamedByItsFirst70CharactersCutBetweenWords() {
        let rendered = render(
            "Somebody wrote a *note* without any title,\nand it goes on and on, for more than a line."
        )

        #expect(
            rendered.name == "Somebody wrote a note without any title, and it goes on and on, for…")
        #expect(rendered.title == nil)
    }

    @Test func aNameWithoutSpacesIsCutBetweenCharacters() {
        let family = "👩‍👩‍👧"
        let name = render(String(repeating: family, count: 40)).name

        #expect(name == String(repeating: family, count: 13) + "…")
    }

    @Test func anExcerptIsOfParagraphsAndCutBetweenWords() {
        let words = (1...80).map { "word\($0)" }.joined(separator: " ")
        let rendered = render("# Title\n\n## Section\n\n```\ncode\n```\n\nFirst.\n\n\(words)")

        #expect(rendered.excerpt.hasPrefix("First. word1 word2"))
        #expect(rendered.excerpt.hasSuffix("…"))
        #expect((150...200).contains(rendered.excerpt.count))
    }

    @Test func anExcerptOfATextWithoutParagraphsIsOfItsRest() {
        #expect(render("# Title\n\n```\nlet a = 1\n```").excerpt == "let a = 1")
        #expect(render("# Title").excerpt == "")
    }

    @Test func anExcerptLeavesOutPicturesAsLongAsThereAreWords() {
        let rendered = render(
            "![The marsh](/a.jpg)\n\n![Reeds](/b.jpg \"Reeds in June\")\n\nWe ![a boat](/c.jpg) went out early.\n\n#walks"
        )

        #expect(rendered.excerpt == "We went out early.")
        #expect(rendered.name == "We went out early.")
        #expect(
            rendered.plainText
                == "The marsh\nReeds Reeds in June\nWe a boat went out early.\n#walks")
    }

    @Test func aTextOfPicturesIsCalledByWhatTheyShow() {
        let rendered = render("![The marsh](/a.jpg)![Reeds](/b.jpg)\n\n![](/c.jpg)\n\n#walks")

        #expect(rendered.name == "The marsh · Reeds")
        #expect(rendered.excerpt == "The marsh · Reeds")
        #expect(render("#walks").name == "#walks")
        #expect(render("# A walk\n\n#walks").excerpt == "#walks")
    }

    @Test func theItemsOfAListAreSetApartInAnExcerpt() {
        let rendered = render(
            "Bring:\n\n- eggs\n- milk\n\n  of a goat\n- *flour*\n\nThat is all\n\n1. Mix.\n2. Bake!\n3. そして。\n4. Eat"
        )

        #expect(
            rendered.excerpt
                == "Bring: eggs · milk of a goat · flour · That is all · Mix. Bake! そして。 Eat")
        #expect(render("- eggs\n- milk").name == "eggs · milk")
    }

    @Test func plainTextKeepsBlocksApart() {
        let rendered = render(
            "A *b*\nc\n\n- d\n- e\n\n|f|g|\n|-|-|\n|h|i|\n\n```\nj\n```\n![k](/k)[^1]\n\n[^1]: l")

        #expect(rendered.plainText == "A b c\nd\ne\nf g\nh i\nj\nk\nl")
    }

    @Test func tagsAreInLowerCaseAndUnique() {
        let rendered = render(
            "#b #A #a #Ä `#code` [#link](/x) x#no #NsFw\n\n# Heading #c\n\n- #d\n\n|#e|\n|-|")

        #expect(rendered.tags == ["b", "a", "ä", "nsfw", "c", "d", "e"])
        #expect(rendered.isNSFW)
        #expect(!render("nsfw #nsfwx `#nsfw`").isNSFW)
    }

    @Test func aTagOfOver255CharactersIsNone() {
        #expect(render("#" + String(repeating: "a", count: 255)).tags.count == 1)
        #expect(render("#" + String(repeating: "a", count: 256)).tags == [])
    }

    @Test func mentionsAreOfPeopleOutsideCode() {
        let rendered = render(
            "# @{A; alice@pod.example}\n\n@{bob@x.example} `@{c@x.example}` @{Again; Alice@pod.example}\n\n    @{d@x.example}"
        )

        #expect(
            rendered.mentions == [
                Mention(diasporaID: "alice@pod.example", name: "A"),
                Mention(diasporaID: "bob@x.example", name: nil),
            ])
    }

    @Test func linksAndImagesAreListed() {
        let rendered = render(
            "[a](https://x.example/?a=1&b=2) https://y.example ![i *j*](/k.png) [a](https://y.example) [m](/2019/old.html)"
        )

        #expect(
            rendered.links == [
                "https://x.example/?a=1&b=2", "https://y.example", "/posts/new-1234",
            ])
        #expect(rendered.images == [RenderedImage(url: "/k.png", alt: "i j")])
    }

    @Test func imagesOfOthersAreLinks() {
        let rendered = MarkdownRenderer().render(
            "![alt](https://x.example/a.png) ![](/b.png \"t\") [![c](/c.png)](/d)",
            in: .sample(imagesAsLinks: true))

        #expect(
            rendered.html == """
                <p><a href="https://x.example/a.png" rel="noopener noreferrer">alt</a> \
                <a href="/b.png" title="t">Image</a> <a href="/d">c</a></p>

                """)
        #expect(rendered.images.count == 3)
    }

    @Test func aTextOfOver1000CharactersIsLong() {
        #expect(!render(String(repeating: "é", count: 1_000)).isLong)
        #expect(render(String(repeating: "é", count: 1_001)).isLong)
    }

    @Test func wordsOfTheMarkupComeFromTheContext() {
        var context = MarkdownContext()
        context.words = MarkdownWords(
            footnotes: "Fußnoten", footnote: "Fußnote", backToReference: "Zurück zu",
            table: "Tabelle", task: "Aufgabe", image: "Bild")
        context.imagesAsLinks = true

        let html = MarkdownRenderer().render(
            "a[^1]\n\n[^1]: b\n\n|a|\n|-|\n\n- [ ] c\n\n![](/d)", in: context
        ).html

        for word in ["Fußnoten", "Fußnote 1", "Zurück zu 1", "Tabelle", "Aufgabe", "Bild"] {
            #expect(html.contains(word), "\(word)")
        }
        #expect(html.contains("id=\"fn:1\""))
    }

    @Test func emptyAndStrangeTextsRender() {
        #expect(render("").html == "")
        #expect(render(" \n\t\n").name == "")
        #expect(render("\u{FEFF}# BOM").title == "BOM")
        #expect(render("a\u{0}b\u{1}c").plainText == "a\u{FFFD}b\u{FFFD}c")
        #expect(render("a\r\nb\rc").html == "<p>a<br>\nb<br>\nc</p>\n")
        let broken = String(decoding: [0x61, 0xFF, 0xC3, 0x20, 0xED, 0xA0, 0x80], as: UTF8.self)
        #expect(render(broken).plainText.hasPrefix("a\u{FFFD}"))
        let longest = render(String(repeating: "word ", count: 52_428))
        #expect(longest.plainText.utf8.count >= 262_139)
    }
}
