import Testing

@testable import Theming

/// Points of Mustache where the library differs, or that random templates do not reach.
@Suite struct TemplateRenderingTests {
    private static let values: TemplateRecord = [
        "name": "<Moss>", "count": 3, "isTrue": true, "isFalse": false, "empty": "",
        "list": ["a", "b"], "nothing": [] as [String],
        "post": ["title": "T", "name": ""] as TemplateRecord,
    ]

    @Test(arguments: [
        ("", ""), ("{ {{count}} }", "{ 3 }"), ("{{count}}}", "3}"),
        ("é{{ name }}日", "é&lt;Moss&gt;日"),
        ("{{&name}}{{{name}}}{{{ name }}}", "<Moss><Moss><Moss>"),
        ("{{isTrue}}{{isFalse}}{{list}}{{post}}{{.}}", "truefalse"),
        ("{{#post}}{{title}}{{count}}{{name}}{{/post}}", "T3"),
        ("{{#list}}{{.}}{{^isFalse}}-{{/isFalse}}{{/list}}", "a-b-"),
        ("{{#nothing}}a{{/nothing}}{{^nothing}}b{{/nothing}}", "b"),
        ("{{#empty}}a{{/empty}}{{^empty}}b{{/empty}}", "b"),
        ("{{post.title}}{{post.count}}{{name.title}}", "T"),
    ])
    func valuesByName(template: String, text: String) throws {
        #expect(try TemplateLibrary(texts: ["page": template]).text("page", Self.values) == text)
    }

    @Test(arguments: [
        // White space after a tag that ends the text.
        ("a\n{{! comment }}  ", "a\n"),
        // The end of a section decides by itself whether it is alone.
        ("{{#isTrue}}a\n{{/isTrue}}\n  b", "a\n  b"),
        ("{{#isTrue}}\na{{/isTrue}} {{#isTrue}}\nb{{/isTrue}}", "a \nb"),
        ("{{#isTrue}} {{/isTrue}}\n", " \n"),
        ("  {{count}}\n", "  3\n"),
        ("  {{! a }}  \r\n  b\r\n", "  b\r\n"),
        ("{{! a }}{{! b }}\n", "\n"),
    ])
    func linesOfTagsAlone(template: String, text: String) throws {
        #expect(try TemplateLibrary(texts: ["page": template]).text("page", Self.values) == text)
    }

    @Test(arguments: [
        ("{{<frame}}\n{{$main}}\nown\n{{/main}}\n{{/frame}}\n", "<own\n|deep default>"),
        ("{{<frame}}{{/frame}}", "<default|deep default>"),
        (
            "{{<frame}}ignored{{$main}}own{{/main}}{{$main}}later{{/main}}{{/frame}}",
            "<later|deep default>"
        ),
        // A block of a partial within the frame is filled as well.
        ("{{<frame}}{{$deep}}own{{/deep}}{{/frame}}", "<default|own>"),
        // The page wins over a frame that fills a block itself.
        ("{{<outer}}{{/outer}}", "<outer|deep default>"),
        ("{{<outer}}{{$main}}own{{/main}}{{/outer}}", "<own|deep default>"),
        // What fills a block loses the white space of its first line.
        ("{{<frame}}{{$main}}\n  a\n    b\n c\n{{/main}}{{/frame}}", "<a\n  b\nc\n|deep default>"),
        // It sees the values around the block.
        ("{{<list}}{{$item}}{{.}};{{/item}}{{/list}}", "a;b;"),
    ])
    func inheritance(template: String, text: String) throws {
        let library = try TemplateLibrary(texts: [
            "page": template, "frame": "<{{$main}}default{{/main}}|{{>part}}>",
            "part": "{{$deep}}deep default{{/deep}}",
            "outer": "{{<frame}}{{$main}}outer{{/main}}{{/frame}}",
            "list": "{{#list}}{{$item}}{{/item}}{{/list}}",
        ])
        #expect(try library.text("page", Self.values) == text)
    }

    @Test func templatesMayStandInFolders() throws {
        let library = try TemplateLibrary(
            texts: [
                "page": "{{<parts/frame}}{{$a}}own{{/a}}{{/parts/frame}}",
                "parts/frame": "[{{$a}}{{/a}}]",
            ])

        #expect(try library.text("page", [:]) == "[own]")
    }

    @Test func aTemplateThatIsNotThereIsNotRendered() throws {
        #expect(try TemplateLibrary(texts: ["page": ""]).text("other", [:]) == nil)
    }

    @Test func aRecordKeepsTheLastValueOfAName() {
        var record: TemplateRecord = ["a": "1", "b": "2", "a": "3"]
        #expect(record.names == ["a", "b"])
        record["a"] = nil
        record["c"] = nil
        #expect(record["a"] == nil && record.names == ["b"])
        record["a"] = true
        #expect(record.names == ["b", "a"] && record["a"]?.templateValue.isShown == true)
    }
}
