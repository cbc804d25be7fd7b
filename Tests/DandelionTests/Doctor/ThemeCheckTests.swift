import Testing

@testable import Dandelion

@Suite struct ThemeCheckTests {
    @Test func aNameThatIsNeverAnythingIsAWarning() {
        let warning = "templates/head.mustache:3: \"page.titel\" is never anything"

        #expect(ThemeCheck(name: "default", warnings: []).findings() == [.ok("default")])
        #expect(
            ThemeCheck(name: "default", warnings: [warning]).findings()
                == [.warning(warning, remedy: "correct the name in the template")])
    }
}
