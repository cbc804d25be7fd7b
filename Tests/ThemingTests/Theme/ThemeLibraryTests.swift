import TestSupport
import Testing

@testable import Theming

/// Mistakes in the templates of a theme, as the podmin reads them.
@Suite struct ThemeLibraryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        (
            "a\n{{>hed}}",
            "there is no template \"hed\" in the theme or those it extends"
        ),
        (
            "a\n{{assets.stile_css}}",
            "there is no asset \"stile_css\" in the theme or those it extends; assets/style.css is "
                + "called assets.style_css"
        ),
        ("\n{{#page}}", "{{#page}} is opened here and never closed"),
        (
            "\n{{>extra-head}}",
            "templates contain one another without end: extra-head in extra-head"
        ),
    ])
    func mistakesAreNamedByFileAndLine(template: String, reason: String) throws {
        let path = try folder.write(template, template: "extra-head")

        #expect(throws: ThemeError.template(path: path, line: 2, reason: reason)) {
            try SiteFrame.sample(theme: "default", folders: [folder.url])
        }
    }

    @Test func partialsWithoutEndAreNamedByFileAndLine() throws {
        let path = try folder.write(
            "\n{{#page}}{{>extra-head}}{{/page}}", template: "extra-head")
        let site = try SiteFrame.sample(theme: "default", folders: [folder.url])

        #expect(
            throws: ThemeError.template(
                path: path, line: 2, reason: "more than 200 levels within one another")
        ) {
            try SearchPage().render(in: site)
        }
    }

    @Test func aPageIsRenderedInItsLayout() throws {
        let site = try SiteFrame.sample(theme: "default")

        let page = String(decoding: try SearchPage().render(in: site), as: UTF8.self)

        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n"))
        #expect(page.contains("<meta property=\"og:site_name\" content=\"Moss &amp; Stone\">"))
        #expect(page.contains("<li><a href=\"/search\" aria-current=\"page\">"))
        #expect(!page.contains("{{"))
    }
}
