import Testing

@Suite struct MarkupCheckTests {
    @Test(arguments: ["&lt;\u{F7F}", "&amp;\u{301}x", "&quot;\u{200D}", "a &gt; b"])
    func aReferenceIsOneWhateverFollows(text: String) {
        #expect(MarkupCheck("<p>\(text)</p>", idPrefix: "post").faults == [])
    }

    @Test(arguments: ["&", "&#39;", "&amp", "a & b", "&copy;"])
    func anyOtherAmpersandIsAFault(text: String) {
        #expect(MarkupCheck("<p>\(text)</p>", idPrefix: "post").faults == ["bare &"])
    }
}
