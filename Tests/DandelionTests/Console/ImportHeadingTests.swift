import Importing
import Testing

@testable import Dandelion

/// Headings of an import's report.
@Suite struct ImportHeadingTests {
    @Test func everyHeadingHasAnotherTitle() {
        let titles = ImportReport.Heading.allCases.map(\.title)

        #expect(Set(titles).count == titles.count && !titles.contains(""))
    }

    @Test func sourcesThatDifferNameTheOptionThatTakesThem() {
        var report = ImportReport()
        report.differing = ["a.md", "b.md"]

        #expect(
            report.groups(.console).map { $0.text(limit: 1) } == [
                """
                warning: differ from what was imported; left alone without --update: 2
                  a.md
                  and 1 more
                """
            ])
        #expect(
            report.whole(.console)
                == """
                0 posts imported

                warning: differ from what was imported; left alone without --update: 2
                  a.md
                  b.md

                """)
    }
}
