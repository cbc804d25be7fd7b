import Foundation
import TestSupport
import Testing

@testable import Theming

/// The list of names that templates are held to, beside docs/themes.md and the themes.
@Suite struct ThemeContractTests {
    /// Names in that page that are no values: of templates, blocks, classes, words of the text.
    private static let others: Set<String> = [
        "KEY", "NAME", "archive", "article", "byline", "comment", "four", "hashtags", "head",
        "home",
        "kind", "layout", "ltr", "main", "mark", "one", "permalink", "pin", "png", "profile",
        "redirect", "rtl", "search", "serve", "statistics", "strip", "three", "two", "website",
    ]

    @Test func everyNameOfThePageIsInTheList() throws {
        let page = try String(
            contentsOf: Repository.root.appending(path: "docs/themes.md"), encoding: .utf8)
        let start = try #require(page.firstRange(of: "\n## Templates"))
        let end = try #require(page.firstRange(of: "\n## Rules"))
        var found: Set<String> = []
        for line in page[start.upperBound..<end.lowerBound].split(separator: "\n") {
            // Templates and addresses have columns of their own.
            let columns = line.split(separator: "|", omittingEmptySubsequences: false)
            let text = columns.count > 4 ? columns[3...].joined(separator: "|") : String(line)
            for match in text.matches(of: #/`([a-z][A-Za-z]*(?:\.[A-Za-z]+)*)`/#) {
                found.formUnion(match.output.1.split(separator: ".").map(String.init))
            }
        }

        #expect(found.subtracting(Self.others) == ThemeContract.names)
    }

    @Test(arguments: ["default", "almanac"])
    func theThemesOfTheProgramKeepTheContract(name: String) throws {
        #expect(try SiteFrame.sample(theme: name).warnings == [])
    }

    @Test(arguments: [
        ("{{page.titel}}", "page.titel"), ("{{#pots}}{{/pots}}", "pots"),
        ("{{#post}}{{nme}}{{/post}}", "nme"), ("{{words.newr}}", "words.newr"),
        ("{{^site.hasTrems}}{{/site.hasTrems}}", "site.hasTrems"),
        ("{{words.newer.a}}", "words.newer.a"),
        ("{{words.searchFoundOdd}}", "words.searchFoundOdd"),
    ])
    func aNameThatIsNeverAnythingIsWarnedOf(template: String, name: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("\n" + template, template: "extra-head")

        #expect(
            try SiteFrame.sample(theme: "default", folders: [folder.url]).warnings
                == ["\(path):2: \"\(name)\" is never anything; see docs/themes.md"])
    }

    @Test(arguments: [
        "{{words.searchFoundMany}}", "{{site.podmin}}", "{{#assets.none_css}}{{/assets.none_css}}",
        "{{#post}}{{name}}{{.}}{{/post}}", "{{#words}}{{newer}}{{/words}}",
        "{{#assets}}{{style_css}}{{/assets}}",
    ])
    func aNameThatIsSometimesAbsentIsNot(template: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(template, template: "extra-head")

        #expect(try SiteFrame.sample(theme: "default", folders: [folder.url]).warnings == [])
    }

    @Test func aNameIsWarnedOfOnceATemplateAndAHundredAtMost() throws {
        let folder = try TemporaryFolder()
        let names = (0..<200).map { "{{zz\($0)}}" }.joined()
        try folder.write(names + names, template: "extra-head")

        let warnings = try SiteFrame.sample(theme: "default", folders: [folder.url]).warnings

        #expect(warnings.count == 100 && Set(warnings).count == 100)
    }
}
