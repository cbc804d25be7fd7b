@testable import Server

/// Addresses that walk every row of the table, shared with the test of the real web servers.
struct AddressSamples {
    let table = AddressTable()

    struct Sample: Sendable {
        /// As a client writes it.
        let address: String
        /// Path of the file in the tree.
        let file: String
    }

    struct Redirect: Sendable {
        let address: String
        let location: String
    }

    var files: [Sample] {
        named.map { Sample(address: $0.0, file: $0.1) }
            + table.endings.flatMap(\.names).filter { $0 != "html" }.map {
                Sample(address: "/files/sample.\($0)", file: "/files/sample.\($0)")
            }
    }

    let redirects = [
        Redirect(address: "/index.html", location: "/"),
        Redirect(address: "/tags.html", location: "/tags"),
        Redirect(
            address: "/posts/hello-world-17418fb029e6.html",
            location: "/posts/hello-world-17418fb029e6"),
        Redirect(
            address: "/posts/hello-world-17418fb029e6/",
            location: "/posts/hello-world-17418fb029e6"),
        Redirect(address: "/archive/index.html", location: "/archive"),
        Redirect(address: "/archive/", location: "/archive"),
        Redirect(address: "/tags/caf%C3%A9.html", location: "/tags/caf%C3%A9"),
        Redirect(address: "/tags/caf%C3%A9/", location: "/tags/caf%C3%A9"),
        Redirect(address: "/index.xml", location: "/feed.atom"),
        Redirect(address: "/feed.xml", location: "/feed.atom"),
        Redirect(address: "/atom.xml", location: "/feed.atom"),
        Redirect(address: "/rss.xml", location: "/feed.atom"),
        Redirect(address: "/feed", location: "/feed.atom"),
        Redirect(address: "/feed/", location: "/feed.atom"),
    ]

    /// Files that stand in the tree and are never shown.
    let hidden = [
        "/.env", "/.git/config", "/posts/.draft.html", "/.well-known/.secret", "/about.html~",
        "/posts/new.tmp", "/.new/about.html", "/.new/posts/half.html.gz", "/.new/index.html",
        "/.moved/old/.to",
    ]

    /// Names of pages that are shown with errors alone.
    var errorPages: [String] {
        table.errorPages.flatMap { file in
            let address = String(file.dropLast(".html".count))
            return [file, address, address + "/"]
        }
    }

    /// Paths that only the pod can answer.
    let dynamic = [
        "/posts/unknown", "/posts/unknown.html", "/stream", "/users/sign_in", "/nothing/",
        "/people/0123456789abcdef/unknown", "/.well-known/webfinger",
        "/fetch/comment/0123456789abcdef",
    ]

    private let named = [
        ("/", "/index.html"),
        ("/page/2", "/page/2.html"),
        ("/posts/hello-world-17418fb029e6", "/posts/hello-world-17418fb029e6.html"),
        (
            "/posts/hello-world-17418fb029e6/comments/1",
            "/posts/hello-world-17418fb029e6/comments/1.html"
        ),
        (
            "/posts/hello-world-17418fb029e6/comments/0123456789abcdef",
            "/posts/hello-world-17418fb029e6/comments/0123456789abcdef.html"
        ),
        (
            "/posts/hello-world-17418fb029e6/comments.atom",
            "/posts/hello-world-17418fb029e6/comments.atom"
        ),
        ("/posts/version-1.2.json-a", "/posts/version-1.2.json-a.html"),
        ("/u/alice", "/u/alice.html"),
        ("/people/0123456789abcdef", "/people/0123456789abcdef.html"),
        ("/people/0123456789abcdef/stream", "/people/0123456789abcdef/stream"),
        ("/people/a.json/stream", "/people/a.json/stream"),
        ("/tags", "/tags.html"),
        ("/tags/caf%C3%A9", "/tags/café.html"),
        ("/tags/caf%c3%a9.atom", "/tags/café.atom"),
        ("/archive", "/archive/index.html"),
        ("/archive/2020/05", "/archive/2020/05.html"),
        ("/public/alice.atom", "/public/alice.atom"),
        ("/public/alice.json", "/public/alice.json"),
        ("/public/alice/archive/1.atom", "/public/alice/archive/1.atom"),
        ("/feed.atom", "/feed.atom"),
        ("/feed.json", "/feed.json"),
        ("/fetch/post/hello-world-17418fb029e6", "/fetch/post/hello-world-17418fb029e6"),
        ("/fetch/post/version-1.2.png", "/fetch/post/version-1.2.png"),
        ("/hcard/users/0123456789abcdef", "/hcard/users/0123456789abcdef"),
        ("/hcard/users/a.json", "/hcard/users/a.json"),
        ("/.well-known/host-meta", "/.well-known/host-meta"),
        ("/.well-known/nodeinfo", "/.well-known/nodeinfo"),
        ("/nodeinfo/2.0", "/nodeinfo/2.0"),
        ("/nodeinfo/2.1", "/nodeinfo/2.1"),
        ("/uploads/images/scaled_full_0123.jpg", "/uploads/images/scaled_full_0123.jpg"),
        ("/uploads/people/0123.webp", "/uploads/people/0123.webp"),
        ("/assets/style-0123456789abcdef.css", "/assets/style-0123456789abcdef.css"),
        ("/assets/fonts/serif-01234567.woff2", "/assets/fonts/serif-01234567.woff2"),
        ("/assets/user/default.png", "/assets/user/default.png"),
        ("/search", "/search.html"),
        ("/search/terms/ab.json", "/search/terms/ab.json"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/robots.txt", "/robots.txt"),
        ("/favicon.ico", "/favicon.ico"),
        ("/about", "/about.html"),
        ("/files/LICENSE", "/files/LICENSE"),
    ]
}
