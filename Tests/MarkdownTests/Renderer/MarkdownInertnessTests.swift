import Markdown
import Testing

/// Attack 27, for posts: nothing that a stranger writes runs in a reader's browser.
struct MarkdownInertnessTests {
    static let addresses = [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)",
        "javascript&#58;alert(1)", "javascript&colon;alert(1)", "java&#9;script:alert(1)",
        "java&#10;script:alert(1)", "java&Tab;script:x", "java&NewLine;script:x",
        "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)", "\u{A0}javascript:alert(1)",
        "javascript\u{200B}:alert(1)", "vbscript:x", "data:text/html;base64,PHNjcmlwdD4=",
        "DATA:image/svg+xml,x", "file:///etc/passwd", "blob:x", "view-source:x",
        "feed:javascript:x",
        "diaspora:javascript:alert(1)", "about:blank", "//", "https://", "http:/evil",
    ]

    @Test("Attack 27: addresses in every place of links", arguments: addresses)
    func attack27ARefusedAddressLeadsNowhere(address: String) {
        let places = [
            "[a](\(address))", "[a](<\(address)>)", "![a](\(address))", "<\(address)>",
            "[a][r]\n\n[r]: \(address)", "[r]\n\n[r]: <\(address)> \"t\"",
            "[![a](\(address))](\(address))", "![a](\(address) \"figure\")", "# [a](\(address))",
            "[a](\(address) \"x\")[^1]\n\n[^1]: [a](\(address))", "|[a](\(address))|\n|-|",
        ]
        for place in places {
            for context in [MarkdownContext.sample(isTitled: false), .sample(imagesAsLinks: true)] {
                let rendered = MarkdownRenderer().render(place, in: context)
                let hrefs = rendered.html.ranges(of: "<a href=").count
                let ownHrefs = rendered.html.ranges(of: "<a href=\"#p-fn").count
                #expect(hrefs == ownHrefs, "\(place) became \(rendered.html)")
                #expect(!rendered.html.contains("<img"))
                #expect(rendered.links == [])
                #expect(rendered.images == [])
            }
        }
    }

    static let markup = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "<base href=//evil>", "<meta http-equiv=refresh content=0>", "<style>a{b:url(x)}</style>",
        "<iframe src=javascript:x>", "<a href=javascript:x>y</a>", "<!-- --><script>",
        "<br onclick=x>",
        "<?php x ?>", "<![CDATA[<script>]]>", "<!DOCTYPE x>", "</p></div><script>",
        "<br/ onload=x>",
    ]

    @Test("Attack 27: HTML", arguments: markup)
    func attack27HTMLIsText(piece: String) {
        let places = [
            piece, "a \(piece) b", "# \(piece)", "[\(piece)](/x)", "![\(piece)](/x \"\(piece)\")",
            "`\(piece)`", "```\(piece)\n\(piece)\n```", "@{\(piece); alice@pod.example}",
            "@{\(piece); b@c.example}", "[a](/x '\(piece)')", "|\(piece)|\n|-|\n|\(piece)|",
            "> \(piece)", "- [ ] \(piece)", "[^1]\n\n[^1]: \(piece)", "<div>\n\(piece)\n</div>",
        ]
        for place in places {
            let rendered = MarkdownRenderer().render(place, in: .sample(isTitled: false))
            #expect(MarkupCheck(rendered.html, idPrefix: "p").faults == [], "\(place)")
        }
    }

    @Test func attack27WhatTheContextAnswersIsEscapedAndItsLinksChecked() {
        let context = MarkdownContext(
            idPrefix: "\"><script>",
            person: { _, _ in ("/x\"><script>", "<script>") },
            tagPath: { _ in "/\"><script>" },
            entityPath: { _, _, _ in "javascript:alert(1)" },
            link: { _ in "javascript:alert(1)" },
            image: { _ in ImageAttributes(width: 1, height: 1, srcset: "\"><script>", sizes: "\">")
            })
        let text = """
            words [a](/b) #tag @{alice@pod.example} ![i](/i) [^1] diaspora://a@b.example/post/0123456789abcdef
            [e](diaspora://a@b.example/post/0123456789abcdef)

            # heading

            [^1]: note
            """

        let html = MarkdownRenderer().render(text, in: context).html

        #expect(!html.contains("<script"))
        #expect(!html.contains("href=\"javascript"))
    }
}
