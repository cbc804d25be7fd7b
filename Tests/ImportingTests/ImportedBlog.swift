import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Importing
@testable import PodFixtures
@testable import Site

/// A blog of `Fixtures/Blogs`, imported into a pod of its own and built.
final class ImportedBlog {
    /// The part of a page that shows the post.
    struct Page {
        let html: String

        /// What stands in its blocks of code.
        var code: [String] {
            html.matches(of: /(?s)<pre[^>]*><code[^>]*>(.*?)<\/code><\/pre>/).map {
                ImportedBlog.unescaped(String($0.1))
            }
        }

        var pictures: [(source: String, alt: String)] {
            html.matches(of: /<img [^>]*>/).compactMap { match in
                let tag = String(match.0)
                guard
                    let source = tag.firstMatch(
                        of: /src="(?:http:\/\/localhost:3000)?(\/uploads[^"]*)"/),
                    let alt = tag.firstMatch(of: /alt="([^"]*)"/)
                else { return nil }
                return (String(source.1), ImportedBlog.unescaped(String(alt.1)))
            }
        }

        /// All that a reader is shown or led to.
        var text: String {
            let attributes = html.matches(of: /(?:alt|href|title)="([^"]*)"/).map { String($0.1) }
            return ImportedBlog.unescaped(
                html.replacing(/<[^>]*>/, with: " ") + " " + attributes.joined(separator: " "))
        }
    }

    let pod: SitePod
    private(set) var report: ImportReport
    private let source: URL

    init(_ name: String) async throws {
        pod = try SitePod()
        source = pod.temporary.url.appending(path: name)
        try FileManager.default.copyItem(
            at: Bundle.module.bundleURL.appending(path: "Fixtures/Blogs/\(name)"), to: source)
        let pictures =
            name == "jekyll"
            ? ["assets/heron.png", "assets/map.png", "assets/wheel.png", "assets/seal.png"]
            : [
                "static/img/tide.png", "static/img/hush.png", "content/posts/bundle/shell.png",
                "content/posts/bundle/sand.png",
            ]
        for (number, path) in pictures.enumerated() {
            let file = source.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(ImportPod.png(8 + number, 8)).write(to: file)
        }
        report = ImportReport()
        report = try await imports()
        _ = try pod.dispatcher.run(isFull: true)
    }

    func imports(isUpdating: Bool = false) async throws -> ImportReport {
        try await MarkdownImport(context: pod.context, folder: pod.folder).run(
            source, as: pod.author, isUpdating: isUpdating)
    }

    func post(of file: String) throws -> Post {
        let row = try pod.database.read { try $0.importedPosts(userID: pod.author.user.id) }
            .first { $0.path == file }
        let guid = try #require(row.flatMap { GUID($0.guid) })
        return try #require(try pod.database.read { try $0.post(guid) })
    }

    func page(of file: String) throws -> Page {
        let guid = try post(of: file).guid
        let html = try String(
            contentsOf: pod.folder.tree.appending(path: "posts/\(guid).html"), encoding: .utf8)
        let main = try #require(html.firstMatch(of: /(?s)<main.*<\/main>/))
        return Page(html: String(main.0))
    }

    func redirects(to post: Post) throws -> [String] {
        try pod.database.read { try $0.redirects(postID: post.id) }
    }

    func hasFile(_ address: String) -> Bool {
        FileManager.default.fileExists(
            atPath: pod.folder.tree.appending(path: String(address.dropFirst())).path)
    }

    /// Whether a page stands at an old address that sends on to a post.
    func leads(_ address: String, to post: Post) -> Bool {
        let file = pod.folder.tree.appending(path: String(OldAddressRule.file(address).dropFirst()))
        let page = try? String(contentsOf: file, encoding: .utf8)
        return page?.contains("/posts/\(post.guid)") ?? false
    }

    // MARK: - Words

    /// Words that stand more often in a file than on its page and in what the report says of the file.
    func missingWords(of file: String) throws -> [String] {
        let said = (report.warnings + report.remarks).filter { $0.path == file }.map(\.message)
        let found = Self.words(try page(of: file).text + " " + said.joined(separator: " "))
        return Self.words(try words(of: file)).filter { found[$0.key, default: 0] < $0.value }
            .map(\.key).sorted()
    }

    /// The text of a file without what only says where something lies, or what kind of thing it is.
    private func words(of file: String) throws -> String {
        var text = try String(contentsOf: source.appending(path: file), encoding: .utf8)
        let fence = text.hasPrefix("+++") ? "\n+++\n" : "\n---\n"
        if let end = text.firstRange(of: fence) { text = String(text[end.upperBound...]) }
        text = text.replacing(/\]\([^)]*\)/, with: "]")
        text = text.replacing(/<img [^>]*alt="([^"]*)"[^>]*>/) { String($0.1) }
        text = text.replacing(/<\/?[a-z][^>]*>/, with: " ")
        text = text.replacing(/(?m)^[`~]{3}.*$/, with: " ")
        text = text.replacing(/\{::comment\}|\{:\/comment\}/, with: " ")
        text = text.replacing(/\{% highlight [a-z]+ %\}|\{% endhighlight %\}/, with: " ")
        text = text.replacing(/\{\{< \/?highlight[^>]*>\}\}/, with: " ")
        text = text.replacing(/\{\{< figure src="[^"]*"([^>]*)>\}\}/) { match in
            String(match.1).replacing(/class="[^"]*"|alt=|caption=/, with: " ")
        }
        text = text.replacing(/\{\{< (?:youtube|vimeo|gist|tweet)([^>]*)>\}\}/) { match in
            String(match.1).replacing(/user=|id=/, with: " ")
        }
        return Self.unescaped(text)
    }

    private static func words(_ text: String) -> [String: Int] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.reduce(into: [:]) {
            $0[String($1), default: 0] += 1
        }
    }

    static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
