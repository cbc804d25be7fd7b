import Testing

@testable import Web

/// Attack 52: an address that leads elsewhere after signing in, or after a button.
struct AppAddressTests {
    @Test(arguments: [
        "/stream", "/stream?after=1-2", "/stream/posts/a-b-0123", "/posts/new",
        "/stream?after=1.2#p~a-b",
    ])
    func pagesOfTheReaderAreLedTo(address: String) {
        #expect(AppAddress(address).address == address)
    }

    @Test(arguments: [
        nil, "", "/", "//evil.example", "https://evil.example/stream", "/\\evil.example",
        "/stream\r\nSet-Cookie: a=b", "/stream?\u{0}", "/streamline", "stream", "/users/sign_out",
        "/stream?<script>", "/stream/\u{202E}", "/stream?" + String(repeating: "a", count: 600),
    ])
    func attack52NothingElseIs(address: String?) {
        #expect(AppAddress(address).address == "/stream")
    }

    @Test func thePageForSigningInLeadsBack() throws {
        #expect(AppAddress("/stream").signInAddress == "/users/sign_in")
        let address = AppAddress("/stream?after=1-2").signInAddress
        #expect(address == "/users/sign_in?to=/stream%3Fafter%3D1-2")
    }
}
