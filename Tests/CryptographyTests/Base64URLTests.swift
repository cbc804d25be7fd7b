import Cryptography
import Testing

@Suite struct Base64URLTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"),
        ("RSA-SHA256", "UlNBLVNIQTI1Ng=="),
        ("application/xml", "YXBwbGljYXRpb24veG1s"), ("a>>?", "YT4-Pw=="), ("???", "Pz8_"),
    ])
    func textsAreWrittenWithPaddingAndRead(text: String, encoded: String) {
        #expect(Base64URL.encode(Array(text.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(text.utf8))
    }

    @Test(arguments: ["YT4-Pw==", "YT4+Pw==", "YT4-Pw", "YT4+Pw"])
    func eitherAlphabetIsReadPaddedOrNot(encoded: String) {
        #expect(Base64URL.decode(encoded) == Array("a>>?".utf8))
    }

    @Test(arguments: ["YT4 Pw==", "YT4-\nPw==", "A", "A===", "Zg=", "Zg=a", "Zm9v=", "é"])
    func whatIsNotBase64IsRefused(encoded: String) {
        #expect(Base64URL.decode(encoded) == nil)
    }
}
