import Testing

@testable import Markdown

@Suite struct ShortcodesTests {
    private func replaced(_ text: String) -> String {
        Shortcodes.replaced(in: text) { $0 == "known.md" ? "https://pod.example/posts/known" : nil }
            .text
    }

    private func imported(_ text: String) -> ImportedText {
        ImportedText.convert(replaced(text))
    }

    @Test func aFigureIsItsPictureWithItsCaptionBelow() {
        #expect(
            replaced(
                """
                Before
                {{< figure src="a b.jpg" alt="The [marsh]" title="At low tide" caption="Seen by *Ann*"
                    attr="Ann" attrlink="https://ann.example/" class="wide" >}}
                behind
                """) == """
                    Before

                    ![The \\[marsh\\]](<a b.jpg>)

                    **At low tide**

                    Seen by *Ann* [Ann](https://ann.example/)

                    behind
                    """)
        #expect(replaced("{{% figure src=a.jpg link=/b/ %}}") == "[![](a.jpg)](/b/)")
        #expect(replaced(#"{{<figure "a.jpg">}}"#) == "![](a.jpg)")
        #expect(
            replaced(#"{{< figure src="a.jpg" caption="Words" />}}"#) == "![Words](a.jpg)\n\nWords")
        #expect(
            replaced("- {{< figure src=\"a.jpg\" caption=\"Words\" >}}\n- next")
                == "- ![Words](a.jpg)\n\n  Words\n\n- next")
        #expect(
            replaced(#"Text {{< figure src="a.jpg" caption="Words" >}} text"#)
                == "Text ![Words](a.jpg) Words text")
    }

    @Test func highlightedCodeKeepsItsLinesAndItsSigns() {
        let code = "func f() {\n\n\tprint(\"{{ x }} *a* ```\")\n    # no heading\n}"
        let text = imported(
            "One\ntwo\n{{< highlight go \"linenos=table\" >}}\n\(code)\n{{< /highlight >}}\nthree")

        #expect(text.markdown == "One two\n````go\n\(code)\n````\nthree")
        #expect(text.notes == [])
        #expect(
            replaced("- a\n\n  {{% highlight swift %}}\n  let a = 1\n  {{% /highlight %}}\n- b")
                == "- a\n\n  ```swift\n  let a = 1\n  ```\n- b")
        #expect(
            replaced("{{< highlight html >}}<b>{{< /highlight >}} behind")
                == "```html\n<b>\n```\n behind")
        #expect(
            replaced(#"Say {{< highlight go "hl_inline=true" >}}x `y`{{< /highlight >}}."#)
                == "Say `` x `y` ``.")
    }

    @Test func codeThatIsNeverClosedStaysText() {
        let text = "{{< highlight go >}}\na\n{{< highlight go >}}\nb"
        #expect(replaced(text) == text)
    }

    @Test(arguments: [
        ("{{< youtube w7Ft2ymGmfc >}}", "<https://www.youtube.com/watch?v=w7Ft2ymGmfc>"),
        (
            #"{{< youtube id="w7Ft2ymGmfc" title="A *talk*" autoplay=true >}}"#,
            #"[A \*talk\*](https://www.youtube.com/watch?v=w7Ft2ymGmfc)"#
        ),
        ("{{< vimeo 146022717 >}}", "<https://vimeo.com/146022717>"),
        ("{{< gist ann 23932424365 >}}", "<https://gist.github.com/ann/23932424365>"),
        (
            #"{{< gist ann 23932424365 "list.tpl.html" >}}"#,
            "<https://gist.github.com/ann/23932424365#file-list-tpl-html>"
        ),
        (
            #"{{< tweet user="Ann" id="1453110110599868418" >}}"#,
            "<https://twitter.com/Ann/status/1453110110599868418>"
        ),
        ("{{< tweet 1453110110 >}}", "<https://twitter.com/i/status/1453110110>"),
        ("{{< instagram CxOWiQNP2MO >}}", "<https://www.instagram.com/p/CxOWiQNP2MO/>"),
    ])
    func whatIsShownFromElsewhereBecomesALink(source: String, markdown: String) {
        #expect(replaced(source) == markdown)
        #expect(replaced("See \(source).") == "See \(markdown).")
    }

    @Test func anIdentifierThatIsNoneStaysWithItsMark() {
        let text = #"{{< youtube "a)b" >}} {{< gist ann >}} {{< vimeo >}} {{< figure >}}"#
        #expect(replaced(text) == text)
    }

    @Test func referencesAreAddressesWhereverTheyStand() {
        #expect(
            replaced(#"[a]({{< ref "known.md" >}}) and <{{% relref path="known.md" %}}>"#)
                == "[a](https://pod.example/posts/known) and <https://pod.example/posts/known>")
        let text = #"[a]({{< ref "gone.md" >}})"#
        #expect(replaced(text) == text)
    }

    @Test func escapedMarksAreShownAsTheyAreMeantInTextAndInCode() {
        let text = imported(
            """
            Write {{</* figure src="a.jpg" */>}} or `{{%/* note */%}}`.

            ```
            {{</* highlight go */>}}
            ```

                {{</* ref "b" */>}}
            """)

        #expect(
            text.markdown == """
                Write {\\{\\< figure src="a.jpg" >}} or `{{% note %}}`.

                ```
                {{< highlight go >}}
                ```

                    {{< ref "b" >}}
                """)
        #expect(text.notes == [])
    }

    @Test func codeIsLeftAsItIs() {
        let text = """
            `{{< youtube abc >}}` and ``{{< vimeo 1 >}}``

            ~~~
            {{< figure src="a.jpg" >}}
            ~~~

                {{< ref "known.md" >}}
            """
        #expect(replaced(text) == text)
    }

    @Test func marksOfAThemeStayAndTheLinesBetweenThemAreNotJoined() {
        let text = imported(
            """
            Joined
            line.

            {{< verse title="Sea" >}}
            one
            two

            - a
              b
            {{< /verse >}}

            {{< lone >}}
            Joined
            too.
            """)

        #expect(
            text.markdown.replacing("  \n", with: "\n") == """
                Joined line.

                {{< verse title="Sea" >}}
                one
                two

                - a
                  b
                {{< /verse >}}

                {{< lone >}} Joined too.
                """)
        #expect(text.markdown.contains("one  \ntwo"))
        #expect(
            text.notes.map(\.message) == [
                #"{{< verse title="Sea" >}} is not run: it was kept as text"#,
                "{{< /verse >}} is not run: it was kept as text",
                "{{< lone >}} is not run: it was kept as text",
            ])
    }

    @Test func codeBetweenMarksOfAThemeKeepsItsBytes() {
        let text =
            "{{< tab >}}\n```\na\nb\n```\n{{< highlight go >}}\nc\nd\n{{< /highlight >}}\n{{< /tab >}}"
        #expect(
            replaced(text) == "{{< tab >}}  \n```\na\nb\n```\n```go\nc\nd\n```\n{{< /tab >}}")
    }

    @Test(arguments: [
        ("{% verse %}", "{% endverse %}"), ("{% verse(by=\"a\") %}", "{% end %}"),
        ("{%- verse -%}", "{%- endverse -%}"),
    ])
    func linesBetweenMarksOfLiquidAndZolaAreNotJoined(opening: String, closing: String) {
        let text = imported(
            """
            \(opening)
            one
            two

            - a
              b
            ```
            c
            d
            ```
            \(closing)

            {% lone %}
            Joined
            line.
            """)

        #expect(
            text.markdown == """
                \(opening)\("  ")
                one\("  ")
                two

                - a\("  ")
                  b
                ```
                c
                d
                ```
                \(closing)

                {% lone %} Joined line.
                """)
        #expect(text.notes.count == 3)
    }

    @Test func linesAreThoseOfTheSource() {
        let source = "a\n{{< figure src=\"x\"\n  caption=\"y\" >}}\nb\n\n{{< gone >}}"
        let text = Shortcodes.replaced(in: source) { _ in nil }

        let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, source) in [("a", 1), ("![y](x)", 2), ("y", 2), ("b", 4), ("{{< gone >}}", 6)] {
            let number = lines.firstIndex { $0 == line }.map { $0 + 1 }
            #expect(number.map(text.sourceLine(of:)) == source)
        }
    }
}
