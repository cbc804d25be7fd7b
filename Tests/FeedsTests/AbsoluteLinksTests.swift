import Feeds
import Testing

@Suite struct AbsoluteLinksTests {
    @Test(arguments: [
        (#"<a href="/tags/tea">#tea</a>"#, #"<a href="https://pod.example/tags/tea">#tea</a>"#),
        (#"<img src="/uploads/a.png">"#, #"<img src="https://pod.example/uploads/a.png">"#),
        (
            #"<img alt="/a" src="/a.png" srcset="/a.png 320w, /b.png 640w,https://x.example/c 2x, /d"/>"#,
            #"<img alt="/a" src="https://pod.example/a.png" srcset="https://pod.example/a.png 320w, https://pod.example/b.png 640w,https://x.example/c 2x, https://pod.example/d"/>"#
        ),
        (##"<a href="#fn-1">1</a>"##, ##"<a href="https://pod.example/posts/abc#fn-1">1</a>"##),
        (#"<a href="?q=1">q</a>"#, #"<a href="https://pod.example/posts/abc?q=1">q</a>"#),
        (#"<a href="">me</a>"#, #"<a href="https://pod.example/posts/abc">me</a>"#),
        (#"<a href="//cdn.example/x">"#, #"<a href="https://cdn.example/x">"#),
        (#"<a href="other">x</a>"#, #"<a href="https://pod.example/posts/other">x</a>"#),
        (#"<a href="a/b:c">x</a>"#, #"<a href="https://pod.example/posts/a/b:c">x</a>"#),
        (#"<a href='/x'>x</a>"#, #"<a href='https://pod.example/x'>x</a>"#),
        (#"<a HREF = "/x">x</a>"#, #"<a HREF = "/x">x</a>"#),
        (#"<a href=/x>x</a>"#, #"<a href=https://pod.example/x>x</a>"#),
        (
            #"<video poster="/p"><source src="/v"></video>"#,
            #"<video poster="https://pod.example/p"><source src="https://pod.example/v"></video>"#
        ),
    ])
    func relativeAddressesBecomeAbsolute(html: String, expected: String) {
        #expect(links.resolving(html) == expected)
    }

    @Test(arguments: [
        "", "plain", "<", "a < b", "<a", "<a href", "<a href=", #"<a href=""#, "</a>",
        #"<a href="https://x.example/">x</a>"#, #"<a href="mailto:a@x.example">x</a>"#,
        #"<p>href="/x" src="/y"</p>"#, #"<pre>&lt;a href="/x"&gt;</pre>"#,
        #"<!-- <a href="/x"> --><b>x</b>"#, #"<td data-href="/x" title="> href=/y">z</td>"#,
        #"<a href>x</a>"#, #"<img srcset="" alt="東京">"#,
    ])
    func everythingElseStays(html: String) {
        #expect(links.resolving(html) == html)
    }

    @Test func nothingIsLostFromHalfHTML() {
        let html = #"<p><a href="/a" title='x"y'>é</a><img src="/b" srcset="/c 1x, /d 2x"></p><!--"#
        for end in html.unicodeScalars.indices {
            let part = String(html.unicodeScalars[..<end])
            let without = links.resolving(part).replacing("https://pod.example", with: "")
            #expect(without.replacing("/posts/abc", with: "") == part)
        }
    }

    private var links: AbsoluteLinks {
        AbsoluteLinks(site: "https://pod.example/", page: "/posts/abc")
    }
}
