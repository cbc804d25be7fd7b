import Diaspora
import Foundation
import Testing

/// Spec: diaspora* federation protocol, "GUID"; validator `\A[0-9A-Za-z\-_@.:]{15,254}[0-9A-Za-z]\z`.
struct GUIDTests {
    @Test(arguments: [
        "0123456789abcdef",
        "17418fb029e6013487743131731751e9",
        "hello-world-17418fb029e6",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "version-1.2_of:alice@example.org",
        ".....-----:::::@@@@@_____0",
    ])
    func whatTheProtocolAllowsIsTaken(text: String) {
        #expect(GUID(text)?.string == text)
    }

    @Test func itHas16To255Characters() {
        #expect(GUID(String(repeating: "a", count: 15)) == nil)
        #expect(GUID(String(repeating: "a", count: 16)) != nil)
        #expect(GUID(String(repeating: "a", count: 255)) != nil)
        #expect(GUID(String(repeating: "a", count: 256)) == nil)
        #expect(GUID("") == nil)
    }

    @Test(arguments: ["-", "_", "@", ".", ":"])
    func itsLastCharacterIsALetterOrADigit(last: String) {
        #expect(GUID("0123456789abcdef" + last) == nil)
        #expect(GUID("0123456789abcdef" + last + "0") != nil)
    }

    @Test(arguments: [
        "0123456789 abcdef", "0123456789/abcdef", "../../../../etc/passwd", "0123456789abcdef\n",
        "\n0123456789abcdef", "0123456789\u{0}abcdef", "0123456789%2fabcdef", "0123456789äbcdef",
        "0123456789\u{430}bcdef", "\u{FF10}\u{FF11}\u{FF12}0123456789abcdef",
        "\u{661}\u{662}\u{663}0123456789abcdef", "<script>0123456789abcdef",
    ])
    func everythingElseIsRefused(text: String) {
        #expect(GUID(text) == nil)
    }

    @Test func upperAndLowerCaseAreTwoGUIDs() {
        #expect(GUID("0123456789abcdef") != GUID("0123456789ABCDEF"))
    }

    @Test func aRandomOneHas32LowerCaseHexadecimalDigits() {
        #expect(
            GUID(hexadecimal: (0, 0xFF)).string
                == "00000000000000000000000000000000".dropLast(2) + "ff")
        #expect(
            GUID(hexadecimal: (0x1741_8FB0_29E6_0134, 0x8774_3131_7317_51E9)).string
                == "17418fb029e6013487743131731751e9")
    }

    @Test func oneOfASlugEndsWithTwelveDigits() {
        #expect(GUID(slug: "hello", random: 7).string == "hello-000000000007")
        #expect(
            GUID(slug: "hello-world", random: 0xFFFF_1741_8FB0_29E6).string
                == "hello-world-17418fb029e6")
    }

    @Test func theShortestSlugMakesAValidGUID() {
        #expect(GUID(GUID(slug: "abc", random: 0).string) != nil)
        #expect(GUID(GUID(slug: String(repeating: "a", count: 60), random: .max).string) != nil)
    }

    @Test func orderGoesByBytesAsTheDatabaseHasIt() throws {
        let texts = [
            "0000000000000000", "A000000000000000", "a-00000000000000", "a000000000000000",
        ]
        let guids = try texts.map { try #require(GUID($0)) }

        #expect(guids.shuffled().sorted() == guids)
    }

    @Test func jsonHoldsItsStringAlone() throws {
        let guids = [try #require(GUID("0123456789abcdef"))]
        let json = try JSONEncoder().encode(guids)

        #expect(String(decoding: json, as: UTF8.self) == #"["0123456789abcdef"]"#)
        #expect(try JSONDecoder().decode([GUID].self, from: json) == guids)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([GUID].self, from: Data(#"["short"]"#.utf8))
        }
    }
}
