import Testing

@testable import Markup

struct XMLReaderTests {
    private func read(_ text: String) throws(XMLReaderError) -> XMLElement {
        try XMLReader().read(Array(text.utf8))
    }

    @Test func elementsAttributesAndTextAreRead() throws {
        let root = try read(
            "<?xml version=\"1.0\"?><!-- c --><a x=\"1 &amp; 2\" xmlns=\"urn:n\"><b>t&lt;<![CDATA[<c>]]></b><b/> </a>"
        )
        #expect(root.name == "a")
        #expect(root.namespace == "urn:n")
        #expect(root.attributes["x"] == "1 & 2")
        #expect(root.elements(named: "b").map(\.text) == ["t<<c>", ""])
        #expect(throws: XMLReaderError.duplicate(name: "b")) { try root.element(named: "b") }
        #expect(try root.element(named: "c") == nil)
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<?x?><!-- y --><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "\u{FEFF}<!DOCTYPE a><a/>",
    ])
    func attack19AnyDocumentTypeIsRefused(text: String) {
        #expect(throws: XMLReaderError.documentType) { try read(text) }
    }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a/><b/>", "<a>&unknown;</a>", "<a>&#0;</a>",
        "<a>&#x1F;</a>",
        "<a x='1' x='2'/>", "<a><!DOCTYPE b></a>", "<a>\u{1}</a>", "<a>\u{0}</a>",
        "<a>\u{FFFE}</a>",
    ])
    func attack19WhatIsNoXMLIsRefused(text: String) {
        #expect(throws: XMLReaderError.self) { try read(text) }
    }

    @Test func attack19NestingIsLimited() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(try read(nested(32)).name == "a")
        #expect(throws: XMLReaderError.tooDeep(line: 1)) { try read(nested(33)) }
        #expect(throws: XMLReaderError.tooDeep(line: 1)) { try read(nested(100_000)) }
    }

    @Test func attack19SizeAndNumberAreLimited() {
        let reader = XMLReader(maximumBytes: 100, maximumNodes: 5)
        #expect(throws: XMLReaderError.tooLarge(bytes: 200)) {
            try reader.read([UInt8](repeating: 0x20, count: 200))
        }
        #expect(throws: XMLReaderError.tooManyNodes(line: 1)) {
            try reader.read(Array("<a><b/><b/><b/><b/><b/></a>".utf8))
        }
    }

    @Test(arguments: ["UTF-7", "UTF-16", "UTF-32", "ISO-8859-1", "EUC-JP", "ASCII"])
    func attack19ADeclaredEncodingChangesNothing(name: String) throws {
        let root = try read("<?xml version=\"1.0\" encoding=\"\(name)\"?><a>é +ADw-b/+AD4-</a>")
        #expect(root.children == [.text("é +ADw-b/+AD4-")])
    }

    @Test func attack19ATextInManySectionsIsReadInOneGo() throws {
        let reader = XMLReader(maximumBytes: 2 << 20)
        let sections = String(repeating: "<![CDATA[x]]>", count: 90_000)
        #expect(try reader.read(Array("<a>\(sections)</a>".utf8)).text.utf8.count == 90_000)
    }

    @Test func prefixesAreReadAsWritten() throws {
        let root = try read("<me:a xmlns:me=\"urn:n\"><b/></me:a>")
        #expect(root.prefix == "me")
        #expect(root.elements.first?.prefix == nil)
    }

    @Test func otherEncodingsAreRefused() {
        #expect(throws: XMLReaderError.notUTF8) { try XMLReader().read([0xFF, 0xFE, 0x3C, 0x00]) }
    }
}
