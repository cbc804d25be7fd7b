import TestSupport
import Testing

@testable import Markup

struct HTMLTagScanTests {
    private func attributes(_ count: Int, _ value: String = "") -> String {
        (0..<count).map { "a\($0)\(value)" }.joined(separator: " ")
    }

    @Test(arguments: ["", "='x'", "=\"x y\"", "=x", " = x"])
    func attack62ATagHasAtMost64Attributes(value: String) throws {
        _ = try HTMLFragment("<p \(attributes(64, value))>")
        #expect(throws: HTMLFragmentError.tooManyAttributes(line: 2)) {
            try HTMLFragment("x\n<p \(attributes(65, value))>")
        }
        #expect(throws: HTMLFragmentError.tooManyAttributes(line: 1)) {
            try HTMLFragment("<p \(attributes(40_000, value))>")
        }
    }

    @Test(arguments: [
        "<!-- <a b=\" -->", "<!-- <a b=' --> <p c=\"'\">", "<script><a b='</script>",
        "<!-- <p " + String(repeating: "x ", count: 60) + "-->", "<p é=\"", "<p <a b='<p ",
    ])
    func attack62NothingBeforeATagHidesIt(before: String) throws {
        for quote in ["'", "\""] {
            let source = before + "<p " + attributes(200, "=\(quote)\(quote)") + ">"
            guard let children = try? HTMLFragment(source).children else { continue }
            #expect(Self.mostAttributes(children) <= 64)
        }
    }

    /// However tags, quotes and comments are mixed: no tag that libxml2 sees has more than the scan found.
    @Test func attack62NoMixtureHidesATag() {
        let pieces = [
            "<p ", "<", ">", "a ", "b=", "'", "\"", " ", "/", "/>", "=", "é", "<!--", "-->", "</p>",
            "<script>",
            "</script>", "a='x'", "c=\"y\"", "\n", "-", ".", ":", "&quot;", "<![CDATA[", "]]>", "?",
            (0..<40).map { "x\($0)=''" }.joined(separator: " "),
            (0..<40).map { "y\($0)" }.joined(separator: " "),
        ]
        var generator = SeededGenerator(seed: 62)
        var seen = 0
        for _ in 0..<3_000 {
            let count = Int.random(in: 1...14, using: &generator)
            let source = (0..<count).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            guard let children = try? HTMLFragment(source).children else { continue }
            seen += 1
            #expect(Self.mostAttributes(children) <= 64, "\(source)")
        }
        #expect(seen > 1_000)
    }

    @Test(arguments: [
        String(repeating: "a < b > c \" ' = ", count: 4_000),
        "x <y \"quoted text of some length\" > z",
        String(repeating: "<p title='a > b' class=\"x\">it's <b>bold</b>\n", count: 2_000),
        "<svg><path d=\"" + String(repeating: "M 0 0 L 10 10 ", count: 4_000) + "\"/></svg>",
    ])
    func whatPeopleWriteIsRead(html: String) throws {
        _ = try HTMLFragment(html)
    }

    @Test func attack62TagsAndAttributesTogetherAreCounted() throws {
        _ = try HTMLFragment(String(repeating: "<br>", count: 100_000))
        #expect(throws: HTMLFragmentError.tooManyTags(line: 1)) {
            try HTMLFragment(String(repeating: "<br a>", count: 50_001))
        }
    }

    @Test func aLongValueIsEmptiedAndNamed() throws {
        let data = "data:image/png;base64," + String(repeating: "A", count: 100_000)
        let (markdown, notes) = try HTMLFragment("<p>a\n<img src='\(data)' alt='A cat'> b</p>")
            .markdown()
        #expect(markdown == "a A cat b")
        #expect(notes.map(\.line) == [2])
        #expect(notes.first?.message.contains("holds its picture itself") == true)
    }

    @Test func whatLibxml2GivesUpIsRefused() {
        #expect(throws: HTMLFragmentError.tooDeep) {
            try HTMLFragment(String(repeating: "<div>", count: 300) + "deep")
        }
    }

    private static func mostAttributes(_ nodes: [HTMLNode]) -> Int {
        nodes.map { node in
            guard case .element(let element) = node else { return 0 }
            return max(element.attributes.count, mostAttributes(element.children))
        }.max() ?? 0
    }

    @Test func attack62ANulHidesNoAttribute() {
        let names = (0..<100).map { " \0a\($0)" }.joined()

        #expect(throws: HTMLFragmentError.self) { try HTMLFragment("<p\(names)>text</p>") }
    }
}
