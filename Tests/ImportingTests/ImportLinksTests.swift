import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Importing
@testable import PodFixtures

@Suite struct ImportLinksTests {
    private func post(_ text: String, _ head: String = "") -> String {
        "---\ndate: 2024-05-12\n\(head)\n---\n\(text)"
    }

    @Test func linksToFilesOfTheFolderLeadToTheirPosts() async throws {
        let pod = try ImportPod()
        try pod.write(
            post("[a](../b/second.md) [b](../b/second) [c](<../b/bundle/>) [d](second.md)"),
            to: "a/first.md")
        try pod.write(post("Back to [first](../a/first.md)."), to: "b/second.md")
        try pod.write(post("A bundle."), to: "b/bundle/index.md")

        let report = try await pod.importing()

        let second = try pod.address(from: "b/second.md")
        let bundle = try pod.address(from: "b/bundle/index.md")
        #expect(
            try pod.text(from: "a/first.md")
                == "[a](\(second)) [b](\(second)) [c](\(bundle)) [d](second.md)")
        #expect(
            try pod.text(from: "b/second.md")
                == "Back to [first](\(try pod.address(from: "a/first.md"))).")
        #expect(
            report.warnings.map(\.description) == [
                "a/first.md:5: second.md leads to no post and no file here"
            ])
    }

    @Test func referencesOfZolaHugoAndJekyllLeadToPosts() async throws {
        let pod = try ImportPod()
        try pod.write("base_url = 'https://old.example'", to: "config.toml")
        try pod.write(post("Target."), to: "content/blog/target.md")
        try pod.write(post("Dated."), to: "content/_posts/2024-01-02-dated.md")
        try pod.write(
            post(
                """
                [a](@/blog/target.md) [b]({{< ref "target.md" >}}) [c]({{% relref "/blog/target" %}})

                [d]({% post_url 2024-01-02-dated %}) [e](https://old.example/blog/target/)

                [f]({{ site.baseurl }}/blog/target/) [g](https://other.example/blog/target/)

                ```
                [h]({{< ref "target.md" >}})
                ```
                """), to: "content/blog/source.md")

        let report = try await pod.importing()

        let target = try pod.address(from: "content/blog/target.md")
        let dated = try pod.address(from: "content/_posts/2024-01-02-dated.md")
        #expect(
            try pod.text(from: "content/blog/source.md") == """
                [a](\(target)) [b](\(target)) [c](\(target))

                [d](\(dated)) [e](\(target))

                [f](\(target)) [g](https://other.example/blog/target/)

                ```
                [h]({{< ref "target.md" >}})
                ```
                """)
        #expect(report.warnings.isEmpty)
    }

    @Test func linksToOldAddressesLeadToPostsOfThisAndEarlierImports() async throws {
        let pod = try ImportPod()
        try pod.write(
            post("Old.", "aliases: ['/2019/old.html']\nurl: /2019/old-one/"), to: "old.md")
        _ = try await pod.importing()
        let old = try pod.address(from: "old.md")
        let later = pod.temporary.url.appending(path: "later")
        try FileManager.default.createDirectory(at: later, withIntermediateDirectories: true)
        try Data(
            post(
                "[a](/2019/old.html) [b](old-one/) [c](../2019/old) [d](/2019/gone/)",
                "url: /2019/new.html"
            )
            .utf8
        ).write(to: later.appending(path: "new.md"))

        let report = try await pod.importing(from: later)

        #expect(
            try pod.text(from: "new.md") == "[a](\(old)) [b](\(old)) [c](\(old)) [d](/2019/gone/)")
        #expect(
            report.warnings.map(\.description) == [
                "new.md:5: /2019/gone/ leads to no post and no file here"
            ])
    }

    @Test func fragmentsAreThoseOfTheHeadingsHere() async throws {
        let pod = try ImportPod()
        try pod.write(post("Text.\n\n## What's new?\n\n[up](#whats-new) [none](#gone)"), to: "b.md")
        try pod.write(post("[new](b.md#what-s-new) [gone](b.md#gone)"), to: "a.md")

        let report = try await pod.importing()

        let b = try pod.address(from: "b.md")
        let guid = try #require(try pod.post(from: "b.md")?.guid.string)
        let html = pod.composer.renderer.render(try pod.text(from: "b.md"), guid: guid).rendering
        let names = HeadingNames(html: html.html, guid: guid)
        let name = try #require(names.ownName(for: "whats-new"))
        #expect(names.id(for: "whats-new") == "\(guid)-\(name)")
        #expect(try pod.text(from: "a.md") == "[new](\(b)#\(guid)-\(name)) [gone](\(b))")
        #expect(try pod.text(from: "b.md").contains("[up](#\(name)) [none](#gone)"))
        #expect(
            report.warnings.map(\.description) == [
                "a.md: b.md#gone: the post has no heading #gone; the link leads to its top",
                "b.md: #gone leads to no heading of the post",
            ])
    }

    @Test func aHeadingsNameIsKeptAndLinkedTo() async throws {
        let pod = try ImportPod()
        try pod.write(
            post(
                "Text.\n\n## What's new? {#news .big}\n\n## Old {#old_one}\n\n"
                    + "[up](#news) [down](#old_one)"), to: "b.md")
        try pod.write(post("[new](b.md#news) [ref]({{< ref \"b.md#news\" >}})"), to: "a.md")

        let report = try await pod.importing()

        let b = try pod.address(from: "b.md")
        #expect(
            try pod.text(from: "b.md")
                == "Text.\n\n## What's new? {#news}\n\n## Old\n\n[up](#news) [down](#old)")
        #expect(try pod.text(from: "a.md") == "[new](\(b)#news) [ref](\(b)#news)")
        #expect(
            report.warnings.map(\.description) == [
                "b.md:7: the attribute {#news .big} was left out, but for the name",
                "b.md:9: the attribute {#old_one} was left out",
            ])
    }

    @Test func aLinkToADraftIsNamed() async throws {
        let pod = try ImportPod()
        try pod.write(post("Not yet.", "draft: true"), to: "draft.md")
        try pod.write(post("[soon](draft.md)"), to: "post.md")

        let report = try await pod.importing()

        #expect(try pod.text(from: "post.md") == "[soon](draft.md)")
        #expect(
            report.warnings.map(\.description) == [
                "post.md:5: draft.md leads to a draft, which has no address yet"
            ])
    }

    @Test func anUnknownReferenceStaysAndIsNamed_attack34() async throws {
        let pod = try ImportPod()
        try pod.write(post("[x]({{< ref \"gone.md\" >}}) {{ secret }}"), to: "post.md")

        let report = try await pod.importing()

        #expect(try pod.text(from: "post.md").contains("{{ secret }}"))
        #expect(report.warnings.first?.line == 5)
    }

    @Test(arguments: [
        ("../x", "a/b.md", "x"), ("./c/", "a/b", "a/c/"), ("../../x", "a/b", nil),
        ("x", "a/", "a/x"),
    ])
    func pathsAreResolvedAsBrowsersDo(path: String, base: String, expected: String?) {
        #expect(LinkParts.resolve(path, against: base) == expected)
    }
}
