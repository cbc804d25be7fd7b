import Cryptography
import Foundation
import TestSupport
import Testing

@Suite struct Base64Tests {
    @Test func bytesOfAnyLengthComeBack() throws {
        var generator = SeededGenerator(seed: 3)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }

            #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            var output = Array("x".utf8)
            Base64URL.append(bytes, to: &output)
            #expect(output == Array(("x" + Base64URL.encode(bytes)).utf8))
        }
    }

    @Test func linesMayBeBroken() {
        #expect(Base64.decode(" Zm9v\r\nYm\tFy\n") == Array("foobar".utf8))
    }

    @Test(arguments: ["Zm9v*", "Zg===", "Z", "Zg=a", "=", "Zm9vé"])
    func whatIsNotBase64IsRefused(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Zh==", "Zm9=", "Zh", "Zm9"])
    func bitsThatBelongToNoByteAreRefused(text: String) {
        #expect(Base64.decode(text) == nil)
        #expect(Base64URL.decode(text) == nil)
    }
}
