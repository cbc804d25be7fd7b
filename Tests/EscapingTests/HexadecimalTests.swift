import Escaping
import Foundation
import TestSupport
import Testing

struct HexadecimalTests {
    @Test func everyByteIsWrittenAndRead() {
        let bytes = Array(UInt8.min...UInt8.max)
        let text = Hexadecimal.encode(bytes)

        #expect(text == bytes.map { String(format: "%02x", $0) }.joined())
        let digits = text.utf8.compactMap(Hexadecimal.value)
        #expect(
            stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
                == bytes)
        #expect(text.utf8.allSatisfy(Hexadecimal.isLowerCaseDigit))
        #expect(Hexadecimal.encode([]) == "")
    }

    @Test func everyByteIsADigitOrNone() {
        for byte in UInt8.min...UInt8.max {
            let value = byte < 0x80 ? UInt8(String(UnicodeScalar(byte)), radix: 16) : nil
            #expect(Hexadecimal.value(of: byte) == value, "\(byte)")
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
            #expect(Hexadecimal.isLowerCaseDigit(byte) == (value != nil && !isCapital), "\(byte)")
        }
    }

    @Test(arguments: [
        (UInt64(0), 4, "0000"), (0xAB, 4, "00ab"), (0xABCDE, 4, "abcde"),
        (.max, 16, "ffffffffffffffff"),
    ])
    func numbersHaveZerosBeforeThem(number: UInt64, digits: Int, text: String) {
        #expect(Hexadecimal.encode(number, digits: digits) == text)
    }
}
