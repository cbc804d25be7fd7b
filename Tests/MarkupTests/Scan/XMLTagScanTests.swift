import Testing

@testable import Markup

struct XMLTagScanTests {
    private func read(_ text: String) throws(XMLReaderError) -> XMLElement {
        try XMLReader(maximumBytes: 4 << 20).read(Array(text.utf8))
    }

    private func attributes(_ count: Int) -> String {
        (0..<count).map { "a\($0)='='" }.joined(separator: " ")
    }

    @Test func attack62ATagHasAtMost64Attributes() throws {
        #expect(try read("<a>\n<b \(attributes(64))/></a>").elements[0].attributes.count == 64)
        #expect(throws: XMLReaderError.tooManyAttributes(line: 2)) {
            try read("<a>\n<b \(attributes(65))/></a>")
        }
        #expect(throws: XMLReaderError.tagTooLong(line: 1)) {
            try read("<a \(attributes(200_000))/>")
        }
    }

    /// Namespaces are attributes too, and each name with a prefix is looked for among them.
    @Test func attack62NamespacesAroundAnElementAreCounted() throws {
        func declaring(_ count: Int) -> String {
            (0..<count).map { "xmlns:n\($0)='u'" }.joined(separator: " ")
        }
        #expect(try read("<a \(declaring(32))><b \(declaring(32))/></a>").elements.count == 1)
        #expect(throws: XMLReaderError.tooManyNamespaces(line: 2)) {
            try read("<a \(declaring(32))>\n<b \(declaring(33))/></a>")
        }
        // What has ended counts no more.
        let entries = String(repeating: "<b \(declaring(32))/>", count: 20)
        #expect(try read("<a \(declaring(32))>\(entries)</a>").elements.count == 20)
    }

    @Test func aTagHasAtMost8KB() throws {
        let value = String(repeating: "x", count: 8_180)
        #expect(try read("<a b='\(value)'/>").attributes["b"] == value)
        #expect(throws: XMLReaderError.tagTooLong(line: 1)) { try read("<a b='\(value)xxxx'/>") }
        // A tag that no bracket ends is one all the same.
        #expect(throws: XMLReaderError.tagTooLong(line: 1)) { try read("<a \(value)xxxxxxxxxx") }
    }

    @Test func longTextsCommentsAndSectionsAreNoTags() throws {
        let long = String(repeating: "x = '", count: 20_000)
        let root = try read("<a><!-- \(long) -->\(long)<![CDATA[\(long)]]><?x \(long)?></a>")
        #expect(root.text == long + long)
    }

    @Test(arguments: ["<a>'</a><b x=\"", "<!-- <a ' \" --><b x='", "<![CDATA[<a \"]]><b x='"])
    func attack62NoQuoteBeforeATagHidesIt(before: String) {
        let hidden = before.contains("\"]") ? "\"" : "'"
        let text = "<r>\(before)1\(hidden) \(attributes(65))/></r>"
        #expect(throws: XMLReaderError.self) { try read(text) }
    }

    @Test func attack62TagsAndAttributesTogetherAreCounted() {
        let reader = XMLReader(maximumBytes: 1_000, maximumNodes: 10)
        #expect(throws: XMLReaderError.tooManyNodes(line: 2)) {
            try reader.read(Array("<a>\n<b \(attributes(9))/></a>".utf8))
        }
    }

    @Test func namesAndValuesAreReadAsWritten() throws {
        let root = try read(
            "<me:a xmlns:me='urn:n' xml:lang='de' me:x='&lt;&amp;&#65;&quot;' y='\n\t '>"
                + "<foo:b foo:c='1'/>]]&gt;\r\n&#13;<![CDATA[]]></me:a>")
        #expect(
            root.attributes == [
                "xmlns:me": "urn:n", "xml:lang": "de", "me:x": "<&A\"", "y": "   ",
            ])
        #expect(root.name == "a" && root.prefix == "me" && root.namespace == "urn:n")
        #expect(root.elements[0].name == "foo:b" && root.elements[0].prefix == nil)
        #expect(root.elements[0].attributes == ["foo:c": "1"])
        #expect(root.text == "]]>\n\r")
    }

    @Test(arguments: [
        "<a/>x", "<a/>&amp;", "<a>]]></a>", "<a b='<'/>", "<a b=c/>", "<a b/>", "<a><b></a></b>",
        "<a>&#xD800;</a>", "<a>&</a>", "<a>&amp</a>", "<:a/>:", "<a><!-- -- --></a>",
        "<a><?xml?></a>",
        " <?xml version='1.0'?><a/>", "<a", "<a></a", "<a><![CDATA[x]]</a>", "<a><!-- x</a>",
        "<?x?>", "<!-- x -->",
    ])
    func whatIsNotWellFormedIsRefused(text: String) {
        #expect(throws: XMLReaderError.self) { try read(text) }
    }
}
