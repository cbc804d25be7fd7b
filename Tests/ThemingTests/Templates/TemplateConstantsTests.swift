import Testing

@testable import Theming

/// Values that are put into templates when they are compiled.
@Suite struct TemplateConstantsTests {
    private static let site: TemplateRecord = [
        "name": "Moss & <Stone>", "podmin": "p@pod.example", "hasTerms": true, "isQuiet": false,
        "braces": "{{b}}", "empty": "",
    ]
    private let constants = TemplateConstants(["site": site])

    @Test(arguments: [
        ("<p>{{site.name}}</p>", "<p>Moss &amp; &lt;Stone&gt;</p>"),
        ("{{{site.name}}}", "Moss & <Stone>"),
        ("{{site.hasTerms}}", "true"),
        ("{{site.braces}}", "{{b}}"),
        ("{{site.unknown}}", ""), ("{{site}}", ""), ("{{site.name.first}}", ""),
        ("{{#site.podmin}}<a>{{site.podmin}}</a>{{/site.podmin}}", "<a>p@pod.example</a>"),
        ("{{#site.podmin}}<{{.}}>{{/site.podmin}}", "<p@pod.example>"),
        ("{{#site.podmin}}{{>dot}}{{/site.podmin}}", "[p@pod.example]"),
        ("{{#site}}{{podmin}}{{/site}}", "p@pod.example"),
        ("{{#site.sourceURL}}<a></a>{{/site.sourceURL}}!", "!"),
        ("{{^site.sourceURL}}none{{/site.sourceURL}}", "none"),
        ("{{#site.empty}}a{{/site.empty}}{{^site.empty}}b{{/site.empty}}", "b"),
        ("{{#site.isQuiet}}a{{/site.isQuiet}}{{^site.isQuiet}}b{{/site.isQuiet}}", "b"),
        ("{{#page.tags}}{{.}},{{/page.tags}}", "one,two,"),
        ("{{#page}}{{site.podmin}}{{/page}}", "p@pod.example"),
        ("{{! site.name }}-", "-"),
    ])
    func whatIsTheSameOnEveryPageIsPutIntoTheTemplate(template: String, text: String) throws {
        let library = try TemplateLibrary(
            texts: ["page": template, "dot": "[{{.}}]"], constants: constants)
        let values: TemplateRecord = ["page": ["tags": ["one", "two"]] as TemplateRecord]

        #expect(try library.text("page", values) == text)
    }

    @Test func aTagAloneOnItsLineTakesTheLineWithIt() throws {
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
        let library = try TemplateLibrary(texts: ["page": template], constants: constants)

        #expect(try library.text("page", [:]) == "<ul>\n<li>terms</li>\n</ul>")
    }

    @Test func namesWithoutAConstantAreMentioned() throws {
        let library = try TemplateLibrary(
            texts: ["page": "{{site.name}}{{.}}\n{{#site.nam}}{{/site.nam}}{{post.titel}}"],
            constants: constants)

        #expect(
            library.mentions == [
                TemplateMention(
                    path: "templates/page.mustache", line: 2, name: ["site", "nam"]),
                TemplateMention(
                    path: "templates/page.mustache", line: 2, name: ["post", "titel"]),
            ])
    }
}
