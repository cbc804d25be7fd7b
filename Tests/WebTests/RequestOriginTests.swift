import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

/// Attack 52: forms that pages of other sites send.
struct RequestOriginTests {
    private let origin = RequestOrigin(url: "https://pod.example:8443/")

    @Test func aPageOfThisPodMaySend() {
        #expect(origin.isOwn(request(["Sec-Fetch-Site": "same-origin"])))
        #expect(origin.isOwn(request(["Origin": "https://pod.example:8443"])))
    }

    @Test(arguments: [
        [:], ["Origin": "null"], ["Origin": "https://pod.example"],
        ["Origin": "http://pod.example:8443"], ["Origin": "https://pod.example:8443.evil.example"],
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Sec-Fetch-Site": "none"],
        ["Sec-Fetch-Site": "cross-site", "Origin": "https://pod.example:8443"],
    ])
    func attack52NobodyElseMay(headers: [String: String]) {
        #expect(!origin.isOwn(request(headers)))
    }

    private func request(_ headers: [String: String]) -> Request {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let head = HTTPRequest(
            method: .post, scheme: "https", authority: "pod.example:8443", path: "/posts",
            headerFields: fields)
        return Request(head: head, body: .init(buffer: ByteBuffer()))
    }
}
