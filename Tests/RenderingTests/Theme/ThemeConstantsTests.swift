import Testing

@testable import Rendering

struct ThemeConstantsTests {
    private let constants = ThemeConstants(
        texts: [
            "site": ["name": "Moss & <Stone>", "podmin": "p@pod.example"], "words": ["a": "{{b}}"],
        ],
        flags: ["site.hasTerms": true, "site.isQuiet": false])

    @Test(arguments: [
        ("<p>{{site.name}}</p>", "<p>Moss &amp; &lt;Stone&gt;</p>"),
        ("{{page.title}} {{{page.html}}}", "{{page.title}} {{{page.html}}}"),
        ("{{words.a}}", "&#123;&#123;b&#125;&#125;"),
        ("{{words.unknown}}", "{{words.unknown}}"),
        ("{{#site.podmin}}<a>{{site.podmin}}</a>{{/site.podmin}}", "<a>p@pod.example</a>"),
        ("{{#site.sourceURL}}<a></a>{{/site.sourceURL}}!", "!"),
        ("{{^site.sourceURL}}none{{/site.sourceURL}}", "none"),
        ("{{#site.isQuiet}}a{{/site.isQuiet}}{{^site.isQuiet}}b{{/site.isQuiet}}", "b"),
        ("{{#page.tags}}{{.}}{{/page.tags}}", "{{#page.tags}}{{.}}{{/page.tags}}"),
        ("{{! site.name }}{{>site.name}}", "{{! site.name }}{{>site.name}}"),
        ("{{#site.podmin}}never ended", "{{#site.podmin}}never ended"),
        ("no tag {{ at all", "no tag {{ at all"),
    ])
    func whatIsTheSameOnEveryPageIsPutIntoTheTemplate(template: String, filled: String) {
        #expect(constants.filled(template) == filled)
    }

    @Test func aSectionInASectionOfTheSameNameEndsFirst() {
        let template = "{{#site.podmin}}1{{#site.podmin}}2{{/site.podmin}}3{{/site.podmin}}4"
        #expect(constants.filled(template) == "1234")
    }

    @Test func aTagAloneOnItsLineTakesTheLineWithIt() {
        let template = """
            <ul>
            {{#site.hasTerms}}
            <li>terms</li>
              {{/site.hasTerms}}
            {{#site.isQuiet}}
            <li>quiet</li>
            {{/site.isQuiet}}
            </ul>
            """
        #expect(constants.filled(template) == "<ul>\n<li>terms</li>\n</ul>")
    }

    @Test func aTagBesideOtherTextLeavesTheLine() {
        #expect(
            constants.filled(
                "a {{#site.hasTerms}}b{{/site.hasTerms}}\nc {{#site.isQuiet}}d{{/site.isQuiet}}\n")
                == "a b\nc \n")
    }
}
