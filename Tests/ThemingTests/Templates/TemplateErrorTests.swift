import Testing

@testable import Theming

/// Mistakes of templates, in words, with the line they are on.
@Suite struct TemplateErrorTests {
    @Test(arguments: [
        ("a\n{{name", "2: this tag is never closed: {{name"),
        ("{{name <p>\n{{other}}", "1: this tag is never closed: {{name <p>"),
        ("{{{name}}\n", "1: this tag is never closed: {{{name}}"),
        ("a\n\n{{! never", "3: this tag is never closed: {{! never"),
        ("{{", "1: this tag is never closed: {{"),
        ("a\n{{#b}}\nc\n", "2: {{#b}} is opened here and never closed"),
        ("{{$b}}", "1: {{$b}} is opened here and never closed"),
        (
            "{{#a}}\n{{^b}}\n{{/a}}{{/b}}",
            "3: {{/a}} stands where {{^b}} of line 2 has to be closed first"
        ),
        ("a\n{{/b}}", "2: {{/b}} closes what was never opened"),
        (
            "{{<page}}\n{{name}}\n{{/page}}",
            "2: between {{<page}} and {{/page}} only blocks may stand: {{$name}}…{{/name}}"
        ),
        ("\r\n{{>hed}}", "2: there is no template \"hed\""),
        ("{{<hed}}{{/hed}}", "1: there is no template \"hed\""),
        ("{{! of\ntwo lines }}\n{{>hed}}", "3: there is no template \"hed\""),
    ])
    func mistakesAreNamedWithTheirLine(text: String, message: String) {
        #expect(Self.message(["page": text]) == "templates/page.mustache:\(message)")
    }

    @Test(arguments: [
        "{{}}", "{{ }}", "{{a b}}", "{{upper(a)}}", "{{a..b}}", "{{.a}}", "{{a.}}", "{{=<% %>=}}",
        "{{% CONTENT_TYPE:TEXT}}", "{{>*a}}", "{{# }}", "{{a/b}}", "{{#a/b}}", "{{ #a }}",
    ])
    func whatIsNoNameIsShown(tag: String) {
        #expect(
            Self.message(["page": "\n\(tag)"])
                == "templates/page.mustache:2: \(tag) is no tag of a theme: a name has letters, digits, "
                + "\"-\", \"_\" and \"?\", and dots between names")
    }

    @Test func onlySectionsMayAskForWhatIsNotThere() throws {
        let constants = TemplateConstants(
            ["assets": ["a_css": "/a.css"] as TemplateRecord], strictRoots: ["assets"])
        #expect(
            Self.message(["page": "{{assets.a_css}}\n{{assets.b_css}}"], constants)
                == "templates/page.mustache:2: there is no \"assets.b_css\"")
        #expect(
            try TemplateLibrary(
                texts: ["page": "{{#assets.b_css}}{{assets.b_css}}{{/assets.b_css}}-"],
                constants: constants
            ).text("page", [:]) == "-")
    }

    @Test(arguments: [
        (["a": "{{>a}}"], "templates/a.mustache:1", "a in a"),
        (
            ["a": "\n{{>b}}", "b": "{{>c}}", "c": "x\n{{<b}}{{/b}}"], "templates/c.mustache:2",
            "b in c in b"
        ),
        (
            ["a": "{{>b}}", "b": "{{>c}}", "c": "{{>a}}"], "templates/c.mustache:1",
            "a in c in b in a"
        ),
    ])
    func templatesThatContainThemselvesAreRefused(
        texts: [String: String], place: String, circle: String
    ) {
        #expect(
            Self.message(texts) == "\(place): templates contain one another without end: \(circle)")
    }

    @Test func aTemplateMayContainItselfAsDeepAsItsValues() throws {
        let library = try TemplateLibrary(
            texts: ["a": "({{#inner}}{{>a}}{{/inner}})", "b": "\n{{#name}}{{>b}}{{/name}}"])
        let leaf: TemplateRecord = ["inner": false]
        let values: TemplateRecord = [
            "inner": [leaf, ["inner": [leaf]] as TemplateRecord], "name": "x",
        ]

        #expect(try library.text("a", values) == "(()(()))")
        #expect(
            throws: TemplateError(
                path: "templates/b.mustache", line: 2,
                problem: .tooDeep(limit: TemplateLimits().depth))
        ) {
            try library.text("b", values)
        }
    }

    @Test func aBlockThatHoldsItselfIsRefused() throws {
        let library = try TemplateLibrary(
            texts: ["a": "{{<b}}{{$x}}{{$x}}{{/x}}{{/x}}{{/b}}", "b": "{{$x}}{{/x}}"])

        #expect(throws: TemplateError.self) { try library.text("a", [:]) }
    }

    @Test func nestingHasABound() {
        func sections(_ count: Int) -> String {
            String(repeating: "{{#a}}", count: count) + String(repeating: "{{/a}}", count: count)
        }
        #expect(
            Self.message(["page": sections(65)])
                == "templates/page.mustache:1: more than 64 levels within one another")
        #expect(Self.message(["page": sections(64)]) == nil)
    }

    @Test func thePartsOfAPageHaveABound() throws {
        var texts = ["p9": ""]
        for number in 0...8 {
            texts["p\(number)"] = "{{>p\(number + 1)}}{{>p\(number + 1)}}"
        }
        let library = try TemplateLibrary(texts: texts)

        #expect(try library.render("p0", [:], limits: TemplateLimits(bodies: 1_023)) == [])
        #expect(throws: Self.tooLarge(in: "p8")) {
            try library.render("p0", [:], limits: TemplateLimits(bodies: 1_022))
        }
    }

    @Test(arguments: ["{{a}}{{a}}{{a}}", "{{a}}{{{a}}}12345678901", "{{#b}}{{a}}{{/b}}"])
    func thePagesBytesHaveABound(text: String) throws {
        let library = try TemplateLibrary(texts: ["page": "{{>part}}", "part": text])
        let values: TemplateRecord = [
            "a": "1234567890", "b": Array(repeating: TemplateRecord(), count: 3),
        ]

        #expect(
            try library.render("page", values, limits: TemplateLimits(bytes: 31))?.count ?? 0 >= 30)
        #expect(throws: Self.tooLarge(in: "page")) {
            try library.render("page", values, limits: TemplateLimits(bytes: 19))
        }
    }

    private static func tooLarge(in name: String) -> TemplateError {
        TemplateError(path: "templates/\(name).mustache", line: 1, problem: .tooLarge)
    }

    private static func message(
        _ texts: [String: String], _ constants: TemplateConstants = TemplateConstants()
    ) -> String? {
        do {
            _ = try TemplateLibrary(texts: texts, constants: constants)
            return nil
        } catch {
            return error.description
        }
    }
}
