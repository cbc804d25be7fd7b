import Testing

@testable import Theming

@Suite struct ThemeTemplateTests {
    @Test(arguments: [
        ("a\n  {{> head}}\n\t{{/x}}\n  {{name}}\n", "a\n{{> head}}\n{{/x}}\n  {{name}}\n"),
        ("a\r\n  {{< layout}}\r\n  text\r\n", "a\r\n{{< layout}}\r\n  text\r\n"),
        (" \t{{$ block}}é", "{{$ block}}é"),
        ("  {{#x}} {{>y}}", "  {{#x}} {{>y}}"),
        ("  {{", "  {{"), ("", ""), ("\n\n", "\n\n"),
    ])
    func whiteSpaceBeforeAPartialIsTaken(source: String, text: String) {
        #expect(ThemeTemplate(name: "a", path: "a.mustache", source: source).text == text)
    }
}
