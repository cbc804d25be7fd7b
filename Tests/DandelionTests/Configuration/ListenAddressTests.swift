import Testing

@testable import Dandelion

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:3000", "http://localhost:3000/"), ("[::1]:3000", "http://localhost:3000/"),
        ("localhost:80", "http://localhost:80/"), ("0.0.0.0:3000", "http://0.0.0.0:3000/"),
        ("[::]:3000", "http://[::]:3000/"), ("192.0.2.7:8080", "http://192.0.2.7:8080/"),
    ])
    func localhostIsSaidOfLoopbackAlone(text: String, url: String) throws {
        #expect(try ListenAddress(text).url == url)
    }
}
