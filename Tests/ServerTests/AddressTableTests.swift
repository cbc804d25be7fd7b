import Foundation
import Testing

@testable import Server

struct AddressTableTests {
    let table = AddressTable()

    @Test func typesGoByPathAndNeverBySuffixForDocuments() {
        let expected = [
            "/fetch/post/a.png": "application/magic-envelope+xml",
            "/people/a.json/stream": "application/json",
            "/nodeinfo/2.0": "application/json",
            "/.well-known/nodeinfo": "application/json",
            "/.well-known/host-meta": "application/xrd+xml",
            "/hcard/users/a.png": "text/html; charset=utf-8",
            "/public/alice.json": "application/feed+json",
            "/feed.json": "application/feed+json",
            "/search/a.json": "application/json",
            "/people/a/b/stream": "application/octet-stream",
        ]
        for (path, type) in expected {
            #expect(table.description(of: path, at: path).type == type, "\(path)")
        }
    }

    @Test func onlyNamesWithAHashAreKeptForEver() {
        let kept = ["/assets/style-0123abcd.css", "/assets/a/b-c-0123456789abcdef.js"]
        let asked = [
            "/assets/style.css", "/assets/style-0123.css", "/assets/user/default.png",
            "/style-0123abcd.css", "/assets/style-0123ABCD.css", "/assets/-0123abcd.css",
        ]

        for path in kept {
            #expect(table.description(of: path, at: path).cacheControl.contains("immutable"))
        }
        for path in asked {
            #expect(table.description(of: path, at: path).cacheControl == "no-cache", "\(path)")
        }
    }

    @Test func patternsAndTheirExpressionsAgree() throws {
        let patterns =
            table.documents.map(\.pattern) + table.lifetimes.map(\.pattern) + table.sandboxed
        let paths =
            AddressSamples().files.map(\.file) + [
                "/fetch/", "/people//stream", "/people/stream", "/people/a/b/stream",
                "/public/.json",
                "/public/a/b.json", "/assets/x-0123abc.css", "/assets/x-0123abcd",
                "/assets/x-0123abcd.",
                "/assets/-01234567.css", "/assets/a/-01234567.css", "/feedxjson", "/uploads",
                "/assets/x-0123abcd/y.css",
            ]

        for pattern in patterns {
            let expression = try Regex("^" + pattern.expression + "$")
            for path in paths {
                let isMatch = path.wholeMatch(of: expression) != nil
                #expect(pattern.matches(path) == isMatch, "\(pattern) \(path)")
            }
        }
    }

    @Test func everyRowHasASample() {
        let files = AddressSamples().files
        for pattern in table.documents.map(\.pattern) + table.lifetimes.map(\.pattern) {
            #expect(files.contains { pattern.matches($0.file) }, "\(pattern)")
        }
        for name in table.endings.flatMap(\.names) {
            #expect(files.contains { $0.file.hasSuffix("." + name) }, "\(name)")
        }
    }

    @Test func deletedPostsAreKnownByTheirPaths() {
        #expect(table.postGUID(in: ["posts", "g", "comments", "1"]) == "g")
        #expect(table.postGUID(in: ["fetch", "post", "g"]) == "g")
        #expect(table.postGUID(in: ["posts"]) == nil)
        #expect(table.postGUID(in: ["u", "alice"]) == nil)
    }

    @Test(arguments: [
        ("/posts/hello-world-1", "/posts/hello-world-1"), ("/", "/"), ("", ""),
        ("/tags/caf%C3%A9", "/tags/caf%C3%A9"),
        ("/.well-known/host-meta", "/.well-known/host-meta"),
        ("/search?q=secret", "/search"), ("/uploads/images/secret.jpg", "/uploads/images/..."),
        ("/uploads/images/secret/..", "/uploads/images/..."), ("/feeds/secret.atom", "/feeds/..."),
        ("/uploads/images", "/uploads/images"), ("//uploads/images/secret", "..."),
        ("/uploads/images/secret/", "/uploads/images/..."), ("//uploads//images//secret/", "..."),
        ("/uploads//images/secret", "/uploads..."), ("/./uploads/images/secret", "..."),
        ("/a/../uploads/images/secret", "/a..."), ("/a/..?secret", "/a..."),
        ("/%75ploads/images/secret", "/..."), ("/uploads%2Fimages%2Fsecret", "/uploads..."),
        ("/uploads/images/%CC%81secret", "/uploads/images/..."), ("/about%", "/about%"),
    ])
    func attack68LogsShowNothingSecretOfAPath(path: String, shown: String) {
        #expect(table.shown(path) == shown)
    }
}
