import TestSupport
import Testing

@testable import Markup

/// Attacks 7, 19 and 62: what reading XML of strangers costs, shape by shape. A new shape is a line in a table.
@Suite(.serialized) struct XMLCostTests {
    /// The most memory that a byte may cost, in bytes.
    static let bytesPerByte = 80

    static let read = [
        CostShape("attributes", before: "<a>", bytes: 1 << 19, after: "</a>") { index in
            "<b " + (0..<64).map { "a\($0)=''" }.joined(separator: " ") + "/>"
        },
        CostShape("names of attributes", before: "<a>", bytes: 1 << 18, after: "</a>") { index in
            "<b " + (0..<20).map { "a\(index)b\($0)=''" }.joined(separator: " ") + "/>"
        },
        CostShape("IDs", before: "<a>", bytes: 1 << 19, after: "</a>") { "<b xml:id='a\($0)'/>" },
        CostShape("names of elements", before: "<a>", bytes: 1 << 18, after: "</a>") {
            "<b\($0)/>"
        },
        CostShape("namespaces", before: "<a>", bytes: 1 << 20, after: "</a>") { index in
            "<b " + (0..<32).map { "xmlns:n\($0)='u\(index)'" }.joined(separator: " ") + "/>"
        },
        CostShape(
            "prefixes",
            before: "<a " + (0..<63).map { "xmlns:n\($0)='u'" }.joined(separator: " ") + ">",
            bytes: 1 << 19, after: "</a>"
        ) { "<n\($0 % 7):b n0:c=''/>" },
        CostShape("depth", before: "<r>", bytes: 1 << 19, after: "</r>") { _ in
            String(repeating: "<a>", count: 31) + String(repeating: "</a>", count: 31)
        },
        CostShape("empty elements", before: "<a>", "<b/>", bytes: 1 << 18, after: "</a>"),
        CostShape("texts between elements", before: "<a>", "x<b/>", bytes: 200_000, after: "</a>"),
        CostShape("marks upon letters", before: "<a>", bytes: 1 << 18, after: "</a>") { _ in
            CostShape.markedLetter
        },
        CostShape("one text", before: "<a>", "text ", bytes: 3 << 20, after: "</a>"),
        CostShape("lines", before: "<a>", "\r\n", bytes: 1 << 20, after: "</a>"),
        CostShape("brackets", before: "<a>", "] ]", bytes: 1 << 20, after: "</a>"),
        CostShape("entities", before: "<a>", "&amp;", bytes: 1 << 20, after: "</a>"),
        CostShape("references", before: "<a><b/>", "&#65;", bytes: 1 << 20, after: "</a>"),
        CostShape("entities in values", before: "<a>", bytes: 1 << 20, after: "</a>") { _ in
            "<b c='" + String(repeating: "&lt;&#65;", count: 800) + "'/>"
        },
        CostShape("sections", before: "<a>", "<![CDATA[x]]>", bytes: 1 << 20, after: "</a>"),
        CostShape("one section", before: "<a><![CDATA[", "x]", bytes: 3 << 20, after: "]]></a>"),
        CostShape("comments", before: "<a>", "<!---->", bytes: 1 << 20, after: "</a>"),
        CostShape("comments before", "<!---->", bytes: 1 << 20, after: "<a/>"),
        CostShape("one comment", before: "<a><!--", "x -", bytes: 3 << 20, after: "x--></a>"),
        CostShape("instructions", before: "<a>", "<?x y?>", bytes: 1 << 20, after: "</a>"),
        CostShape("one instruction", before: "<a><?x ", "y ?", bytes: 3 << 20, after: "?></a>"),
    ]

    static let refused = [
        CostShape("one tag of attributes", before: "<a ", bytes: 1 << 20, after: "/>") {
            "a\($0)='' "
        },
        CostShape("one tag of namespaces", before: "<a ", bytes: 1 << 20, after: "/>") {
            "xmlns:a\($0)='' "
        },
        CostShape("nesting", "<a>", bytes: 1 << 18),
        CostShape("too many elements", before: "<a>", "<b/>", bytes: 4 << 20, after: "</a>"),
        CostShape("too many names", before: "<a>", bytes: 4 << 20, after: "</a>") { "<b\($0)/>" },
        CostShape("no end", before: "<a b='", "x", bytes: 2 << 20),
        CostShape("no end of a section", before: "<a><![CDATA[", "]]", bytes: 2 << 20),
        CostShape("no end of comments", before: "<a>", "<!--", bytes: 2 << 20),
        CostShape("marks upon one letter", before: "<a>e", bytes: 1 << 20, after: "</a>") { _ in
            "\u{301}\u{316}"
        },
        CostShape("marks as references", before: "<a>e", bytes: 1 << 20, after: "</a>") { _ in
            "&#x301;&#x316;"
        },
        CostShape("marks in elements", before: "<a>e", bytes: 1 << 18, after: "</a>") { _ in
            "<b>\u{301}</b>"
        },
        CostShape("marks of a name", before: "<a><b", bytes: 7_000, after: "/></a>") { _ in
            "\u{301}\u{316}"
        },
        CostShape("marks of a value", before: "<a b='", bytes: 7_000, after: "'/>") { _ in
            "\u{301}\u{316}"
        },
        CostShape("brackets alone", "<", bytes: 2 << 20),
        CostShape("instructions before a type", "<?x?>", bytes: 1 << 19, after: "<!DOCTYPE a>"),
        CostShape("what goes on after an error", before: "<a></b>", bytes: 1 << 19) { "<b\($0)>" },
    ]

    @Test(arguments: read)
    func attack62WhatIsReadCostsWhatItIsLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            #expect(throws: Never.self) {
                try XMLReader(maximumBytes: 4 << 20).read(bytes)
            }
        }
        Self.expectProportion(cost)
    }

    @Test(arguments: refused)
    func attack62WhatIsRefusedCostsNoMore(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            #expect(throws: XMLReaderError.self) {
                try XMLReader(maximumBytes: 4 << 20).read(bytes)
            }
        }
        Self.expectProportion(cost)
    }

    private static func expectProportion(_ cost: CostMeasurement) {
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakRatio <= CostMeasurement.maximumPeakRatio)
        #expect(cost.peakBytes <= bytesPerByte * cost.bytes)
    }
}
