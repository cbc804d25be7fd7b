import HTTPTypes
import Testing
import Transport

@testable import Server

struct ProtocolTests {
    @Test(
        arguments: [
            (nil, []), ("", []), ("gzip", [.gzip]), ("gzip, br", [.brotli, .gzip]),
            ("gzip;q=1.0, br;q=0.5", [.gzip, .brotli]), ("br;q=0, gzip", [.gzip]),
            ("*", [.brotli, .gzip]), ("*;q=0", []), ("br;q=0, *", [.gzip]),
            ("identity;q=1, gzip;q=0.5", []), ("GZIP", [.gzip]), ("x-gzip", [.gzip]),
            ("deflate", []), ("gzip;q=x", []), ("gzip ; q=0.000", []),
        ] as [(String?, [ContentCoding])])
    func codingsAreChosenByWeight(header: String?, codings: [ContentCoding]) {
        #expect(ContentCoding.accepted(by: header) == codings)
    }

    @Test(
        arguments: [
            (nil, .whole), ("bytes=0-4", .part(0..<5)), ("bytes=5-", .part(5..<10)),
            ("bytes=-3", .part(7..<10)), ("bytes=-30", .part(0..<10)),
            ("bytes=8-99", .part(8..<10)),
            ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=4-2", .whole),
            ("bytes=0-1,3-4", .whole), ("lines=0-1", .whole), ("bytes=-", .whole),
            ("bytes=a-b", .whole), ("bytes=0-99999999999999999999", .whole),
            ("BYTES=1-1", .part(1..<2)),
        ] as [(String?, ByteRange)])
    func rangesAreReadAsTheSpecificationSays(header: String?, range: ByteRange) {
        #expect(ByteRange(header, size: 10) == range)
    }

    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func datesAreWrittenAndRead(seconds: Int, text: String) {
        #expect(HTTPDate(seconds: seconds).description == text)
        #expect(HTTPDate(text) == HTTPDate(seconds: seconds))
    }

    @Test func nonsenseIsNoDate() {
        for text in [
            "", "yesterday", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
        ] {
            #expect(HTTPDate(text) == nil)
        }
    }

    @Test func conditionsAreWeighedInTheOrderOfTheSpecification() {
        func outcome(_ headers: HTTPFields, _ method: HTTPRequest.Method = .get) -> Precondition {
            Precondition(
                headers, method: method, tag: "\"a\"", modified: HTTPDate(seconds: 1000), size: 10)
        }
        let old = HTTPDate(seconds: 999).description
        let same = HTTPDate(seconds: 1000).description

        #expect(outcome([:]) == .met(.whole))
        #expect(outcome([.ifNoneMatch: "\"b\", W/\"a\""]) == .notModified)
        #expect(outcome([.ifNoneMatch: "*"]) == .notModified)
        #expect(outcome([.ifNoneMatch: "\"b\"", .ifModifiedSince: same]) == .met(.whole))
        #expect(outcome([.ifModifiedSince: same]) == .notModified)
        #expect(outcome([.ifModifiedSince: old]) == .met(.whole))
        #expect(outcome([.ifMatch: "\"b\""]) == .failed)
        #expect(outcome([.ifMatch: "W/\"a\""]) == .failed)
        #expect(outcome([.ifUnmodifiedSince: old]) == .failed)
        #expect(outcome([.range: "bytes=0-1", .ifRange: "\"a\""]) == .met(.part(0..<2)))
        #expect(outcome([.range: "bytes=0-1", .ifRange: same]) == .met(.part(0..<2)))
        #expect(outcome([.range: "bytes=0-1", .ifRange: "\"b\""]) == .met(.whole))
        #expect(outcome([.range: "bytes=0-1"], .head) == .met(.whole))
    }

    @Test func pathsThatCouldClimbAreMalformed() {
        for path in [
            "", "x", "/..", "/a/../b", "/%2e%2e/x", "/.%2E/x", "/a%2fb", "/a%5Cb", "/a\\b", "/a%00",
            "/a%0d%0ab", "/%", "/%4", "/%zz", "/%ff", "/a/./b", "*", "//../x", "/%c0%ae%c0%ae/x",
        ] {
            #expect(throws: RequestPathError.malformed, "\(path)") { try RequestPath(path) }
        }
    }

    @Test func pathsAreDecodedAndEncodedAgain() throws {
        let path = try RequestPath("/tags/caf%C3%A9/")

        #expect(path.segments == ["tags", "café"])
        #expect(path.endsInSlash)
        #expect(RequestPath.encoded(path.string) == "/tags/caf%C3%A9")
        #expect(try RequestPath("/").string == "/")
        #expect(RequestPath.encoded("/a b?c#d") == "/a%20b%3Fc%23d")
    }
}
