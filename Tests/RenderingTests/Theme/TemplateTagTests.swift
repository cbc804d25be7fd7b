import Testing

@testable import Rendering

@Suite struct TemplateTagTests {
    @Test(arguments: [
        ("é {{name}} b", "name", "{{name}}"), ("{{{html}}}", "{html", "{{{html}}}"),
        ("a{{#x}}b{{/x}}", "x", "{{#x}}"), ("{{^ x }}", " x ", "{{^ x }}"),
        ("{ {{a}}", "a", "{{a}}"), ("{{a}}}", "a", "{{a}}"),
    ])
    func theFirstTagIsFound(text: String, name: String, tag: String) throws {
        let found = try #require(TemplateTag(firstIn: text[...]))
        #expect(found.name == name)
        #expect(text[found.range] == tag)
    }

    @Test(arguments: ["", "{{", "{{{a}}", "a } b {", "{{a}"])
    func whatDoesNotEndIsNoTag(text: String) {
        #expect(TemplateTag(firstIn: text[...]) == nil)
    }
}
