import Testing

@testable import Web

/// The cookies that sign a browser in.
struct AppCookieTests {
    private let value = String(repeating: "0123456789abcdef", count: 4)

    @Test func onHTTPSTheCookieIsBoundToTheHost() {
        let cookie = AppCookie.session(isSecure: true)
        #expect(
            cookie.setting(value)
                == "__Host-dandelion-session=\(value); Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure"
        )
        #expect(cookie.removing.contains("Max-Age=0"))
    }

    @Test func onHTTPItHasThePlainName() {
        let text = AppCookie.session(isSecure: false).setting(value)
        #expect(text.hasPrefix("dandelion-session=\(value);") && !text.contains("Secure"))
    }

    @Test func theFirstOfANameCounts() {
        let cookies = cookies("a=1; dandelion-session=\(value); dandelion-session=x")
        #expect(AppCookie.session(isSecure: false).value(in: cookies) == value)
        #expect(AppCookie.session(isSecure: true).value(in: cookies) == nil)
    }

    @Test(arguments: [
        "", "short", String(repeating: "g", count: 64), String(repeating: "0", count: 65),
    ])
    func whatCannotBeATokenIsNone(value: String) {
        let cookies = cookies("dandelion-session=\(value)")
        #expect(AppCookie.session(isSecure: false).value(in: cookies) == nil)
    }

    @Test func cookiesBeyondANumberAreNotLookedAt() {
        let many = Array(repeating: "a=b", count: RequestCookies.maximumCount).joined(
            separator: "; ")
        let cookies = cookies("\(many); dandelion-session=\(value)")
        #expect(AppCookie.session(isSecure: false).value(in: cookies) == nil)
    }

    private func cookies(_ text: String) -> RequestCookies { RequestCookies([text]) }
}
