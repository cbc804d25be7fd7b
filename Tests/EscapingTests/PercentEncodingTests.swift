import Escaping
import Foundation
import Testing

struct PercentEncodingTests {
    @Test(arguments: [
        ("/a-b_c.d~e/", "/a-b_c.d~e/"), ("/ü ?#%", "/%C3%BC%20%3F%23%25"),
        ("/!$&'()*+,;=:@", "/!$&'()*+,;=:@"),
        ("/\u{1}\"<>", "/%01%22%3C%3E"),
    ])
    func aDecodedPath(text: String, encoded: String) {
        #expect(PercentEncoding.path.encoded(text) == encoded)
    }

    @Test(arguments: [
        ("/a?b=c&d=%20", "/a?b=c&d=%20"), ("/ \"<>^`{|}", "/%20%22%3C%3E%5E%60%7B%7C%7D"),
        ("/é", "/%C3%A9"),
    ])
    func aTargetKeepsWhatIsEncodedAlready(text: String, encoded: String) {
        #expect(PercentEncoding.target.encoded(text) == encoded)
    }

    @Test func namesKeepAllOfASCII() {
        let ascii = String(decoding: Array(UInt8(0)..<0x80), as: UTF8.self)
        #expect(PercentEncoding.beyondASCII.encoded(ascii + "ß") == ascii + "%C3%9F")
    }

    @Test func whatIsEncodedIsDecodedAsFoundationDoes() {
        for text in RandomText.all(2_000, seed: 56) {
            let encoded = PercentEncoding.path.encoded(text)
            #expect(encoded.removingPercentEncoding == text, "\(encoded)")
            #expect(PercentEncoding.decoded(encoded[...].utf8) == Array(text.utf8), "\(encoded)")
        }
    }

    @Test(arguments: ["%", "a%4", "%G0", "%0g", "%%41"])
    func anUnfinishedEscapeIsNone(text: String) {
        #expect(PercentEncoding.decoded(text[...].utf8) == nil)
    }

    @Test func oneByteIsEncodedWithCapitals() {
        var output: [UInt8] = []
        for byte: UInt8 in [0, 0x0A, 0xFF] { PercentEncoding.append(byte, to: &output) }
        #expect(String(decoding: output, as: UTF8.self) == "%00%0A%FF")
    }
}
