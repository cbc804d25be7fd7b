import TestSupport
import Testing

@testable import Markup

/// Attacks 7, 19 and 62: what reading HTML of strangers costs, and telling it as Markdown.
@Suite(.serialized) struct HTMLCostTests {
    /// The most memory that a byte may cost, in bytes.
    static let bytesPerByte = 200

    static let read = [
        CostShape("attributes", bytes: 1 << 18) { _ in
            "<b " + (0..<64).map { "a\($0)=''" }.joined(separator: " ") + ">x</b>"
        },
        CostShape("names", bytes: 1 << 18) { "<p a\($0)=''>x</p>" },
        CostShape("IDs", bytes: 1 << 18) { "<p id='a\($0)'>x</p>" },
        CostShape("classes", before: "<p class='", "a ", bytes: 1 << 18, after: "'>x"),
        CostShape("a long value", before: "<img src='data:", "x", bytes: 1 << 19, after: "'>"),
        CostShape("depth", bytes: 1 << 18) { _ in
            String(repeating: "<div>", count: 90) + "x" + String(repeating: "</div>", count: 90)
        },
        CostShape("depth of inlines", bytes: 1 << 18) { _ in
            "<p>" + String(repeating: "<span>", count: 90) + "x"
                + String(repeating: "</span>", count: 90) + "</p>"
        },
        CostShape("depth beyond what is walked", bytes: 1 << 18) { _ in
            String(repeating: "<div>", count: 200) + "x" + String(repeating: "</div>", count: 200)
        },
        CostShape("paragraphs without end", "<p>x", bytes: 1 << 18),
        CostShape("paragraphs around inlines", "<p><i>x", bytes: 1 << 18),
        CostShape("ends without beginning", "</b>x", bytes: 1 << 18),
        CostShape("breaks", "x<br>", bytes: 1 << 18),
        CostShape("items", before: "<ul>", "<li>x", bytes: 1 << 18, after: "</ul>"),
        CostShape("rows", before: "<table>", "<tr><td>x", bytes: 1 << 17, after: "</table>"),
        CostShape("cells", before: "<table><tr>", "<td>x", bytes: 1 << 16, after: "</table>"),
        CostShape("headings", "<h2>x</h2>", bytes: 1 << 17),
        CostShape("links", bytes: 1 << 17) { "<a href='/\($0)'>x</a> " },
        CostShape("pictures", bytes: 1 << 17) { "<img src='/\($0)' alt='x'>" },
        CostShape("quotes", "<blockquote>x</blockquote>", bytes: 1 << 17),
        CostShape("code", before: "<pre>", "x\n", bytes: 1 << 19, after: "</pre>"),
        CostShape("fences", before: "<pre>", "`", bytes: 1 << 19, after: "</pre>"),
        CostShape("spans of code", "<code>`</code> ", bytes: 1 << 17),
        CostShape("emphasis", "<b> x </b>", bytes: 1 << 17),
        CostShape("one text", "text ", bytes: 1 << 19),
        CostShape("marks", "*_[`<&", bytes: 1 << 17),
        CostShape("flags", "\u{1F1E6}", bytes: 1 << 16),
        CostShape("marks upon letters", CostShape.markedLetter, bytes: 1 << 17),
        CostShape("letters joined", "\u{1F468}\u{200D}", bytes: 1 << 16),
        CostShape("white space", " \n\t", bytes: 1 << 19),
        CostShape("entities", "&amp;", bytes: 1 << 19),
        CostShape("references", "&#65;", bytes: 1 << 19),
        CostShape("no entities", "&x", bytes: 1 << 18),
        CostShape("comments", "<!---->", bytes: 1 << 18),
        CostShape("comments in a list", before: "<ul>", "<!----> ", bytes: 1 << 18),
        CostShape("one comment", before: "<!--", "x -", bytes: 1 << 20, after: "-->"),
        CostShape("a script", before: "<script>", "x </", bytes: 1 << 18, after: "</script>"),
        CostShape("sections", "<![CDATA[x]]>", bytes: 1 << 18),
        CostShape("bodies", bytes: 1 << 18) { "<body a\($0)=1>" },
    ]

    static let refused = [
        CostShape("one tag of attributes", before: "<p ", bytes: 1 << 20) { "a\($0)='' " },
        CostShape("one tag of one attribute", before: "<p ", "a ", bytes: 1 << 20),
        CostShape("one long name", before: "<p ", "a", bytes: 1 << 20),
        CostShape("nesting", "<i>", bytes: 1 << 18),
        CostShape("tags", "<p>", bytes: 2 << 20),
        CostShape("marks upon one letter", before: "e", "\u{301}\u{316}", bytes: 1 << 20),
        CostShape("marks as references", before: "e", "&#x301;&#x316;", bytes: 1 << 20),
        CostShape("marks in elements", "<b>\u{301}</b><i>\u{316}</i>", bytes: 1 << 19),
        CostShape("tags within tags", "<p a='", bytes: 4 << 20),
    ]

    @Test(arguments: read)
    func attack62WhatIsReadCostsWhatItIsLong(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            #expect(throws: Never.self) {
                _ = try HTMLFragment(String(decoding: bytes, as: UTF8.self)).markdown()
            }
        }
        Self.expectProportion(cost)
    }

    @Test(arguments: refused)
    func attack62WhatIsRefusedCostsNoMore(shape: CostShape) {
        let cost = CostMeasurement(shape) { bytes in
            #expect(throws: HTMLFragmentError.self) {
                try HTMLFragment(String(decoding: bytes, as: UTF8.self))
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
