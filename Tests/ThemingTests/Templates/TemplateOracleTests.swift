import Testing

@testable import Theming

/// The engine beside swift-mustache, over random templates and values.
@Suite(.timeLimit(.minutes(20)))
struct TemplateOracleTests {
    @Test(arguments: 0..<100)
    func randomTemplatesAreRenderedAsByTheLibrary(seed: Int) throws {
        var compared = 0
        for part in 0..<40 {
            let sample = RandomTemplates(seed: UInt64(seed * 1_000 + part))
            // The library would not come back from a block that holds itself.
            guard let text = try? TemplateLibrary(texts: sample.texts).text("page", sample.values)
            else { continue }
            compared += 1

            let expected = try MustacheOracle(sample.texts).render("page", sample.values)

            #expect(text == expected, "\(sample.texts) \(sample.values)")
            if text != expected { return }
        }
        #expect(compared > 20)
    }
}
