import Foundation
import Testing

@testable import Markdown

struct FrontMatterTests {
    private func parse(_ text: String) throws -> FrontMatter {
        try FrontMatter.parse(Array(text.utf8), timeZone: .gmt)
    }

    @Test func aTextWithoutFrontMatterIsAllBody() throws {
        for text in ["# Hello\n\ntext", "{{ shortcode }}", "{% include x %}", "", "----\nno"] {
            let matter = try parse(text)
            #expect(matter.body == text)
            #expect(matter.bodyLine == 1)
            #expect(matter.notation == nil)
        }
    }

    @Test func aByteOrderMarkAndForeignNewlinesAreAccepted() throws {
        let matter = try parse("\u{FEFF}---\r\ntitle: A\r\n---\r\nb\rc\r\n")
        #expect(matter.title == "A")
        #expect(matter.body == "b\nc\n")
        #expect(matter.bodyLine == 4)
    }

    @Test(arguments: [
        ("tags: a, b c", ["a", "b c"]), ("tags: a b", ["a", "b"]), ("tags: [a, b, a]", ["a", "b"]),
        ("tags:\n- a\n- 2024", ["a", "2024"]), ("taxonomies:\n  tags: [z]", ["z"]), ("tags:", []),
    ])
    func tagsAreAListOrAText(yaml: String, tags: [String]) throws {
        #expect(try parse("---\n\(yaml)\n---\n").tags == tags)
    }

    @Test func aTitleMayLookLikeSomethingElse() throws {
        #expect(try parse("---\ntitle: 2024\n---\n").title == "2024")
        #expect(try parse("---\ntitle: No\n---\n").title == "No")
        #expect(try parse("---\ntitle: true\n---\n").title == "true")
        #expect(try parse("---\ntitle: 2024-05-12\n---\n").title == "2024-05-12")
    }

    @Test func aPatternOfJekyllIsNoAddress() throws {
        let matter = try parse("---\npermalink: /:categories/:title/\n---\n")
        #expect(matter.address == nil)
        #expect(matter.permalinkPattern == "/:categories/:title/")
    }

    @Test(arguments: [
        (
            "---\ntitle: A\n",
            "line 1: the front matter that starts here is not closed by a line ---"
        ),
        ("+++\na = \n+++\n", "line 2"), ("---\na: b: c\n---\n", "line 2"),
        ("---\na: 1\na: 2\n---\n", "a is set twice"),
        ("---\n\"2024\": 1\n2024: 2\n---\n", "2024 is set twice"),
        ("---\nyes: 1\n'yes': 2\n---\n", "yes is set twice"),
        ("---\nx: 1\ndate: tomorrow\n---\n", "line 3: date is no date: tomorrow"),
        ("---\nx: 1\ntitle: [a]\n---\n", "line 3: title must be text, not a list"),
        ("---\ndraft: maybe\n---\n", "line 2: draft must be true or false, not text"),
        ("---\ndate: 2023-02-29\n---\n", "line 2: date is no date"),
        ("{\n\"title\": \"A\"\n\"b\": 1}\n", "line 3: expected “,” or “}”"),
        ("{\n\"title\": \"A\"", "line 1: the front matter that starts here is not closed"),
        ("---\n- a\n---\n", "line 2: expected lines like “key: value”, not a list"),
        ("---\npoll: x\n---\n", "line 2: poll must be a table, not text"),
        ("---\nlocation: {lat: 99, lng: 1}\n---\n", "degrees up to 90"),
    ])
    func anErrorNamesLineAndReason(text: String, message: String) {
        let error = #expect(throws: FrontMatterError.self) { try parse(text) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test func bytesThatAreNotUTF8AreNamed() {
        let bytes: [UInt8] = Array("---\ntitle: caf".utf8) + [0xE9] + Array("\n---\n".utf8)
        #expect(throws: FrontMatterError.notUTF8(line: 2, byte: 15)) {
            try FrontMatter.parse(bytes, timeZone: .gmt)
        }
    }

    @Test func aFileThatIsTooLargeIsRefused() {
        let bytes = [UInt8](repeating: 0x61, count: FrontMatter.maximumFileBytes + 1)
        #expect(throws: FrontMatterError.tooLarge(bytes: bytes.count)) {
            try FrontMatter.parse(bytes, timeZone: .gmt)
        }
    }

    @Test func attack34AliasesAreLimited() {
        var laughs = "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
        for (old, new) in zip("abcdefgh", "bcdefghi") {
            laughs +=
                "\(new): &\(new) [" + Array(repeating: "*\(old)", count: 9).joined(separator: ", ")
                + "]\n"
        }
        #expect(throws: FrontMatterError.self) { try parse(laughs + "---\n") }
        var doubling = "---\na0: &a0 [x]\n"
        for level in 1...15 {
            doubling += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
        }
        #expect(throws: FrontMatterError.self) { try parse(doubling + "---\n") }
    }

    @Test func attack34DeepNestingIsRefused() {
        let opens = String(repeating: "[", count: 20_000)
        let dashes = String(repeating: "- ", count: 20_000)
        let objects = String(repeating: "{\"a\":", count: 5000)
        let closes = String(repeating: "}", count: 5000)
        for text in [
            "---\na: \(opens)\n---\n", "---\n\(dashes)\n---\n", "+++\na = \(opens)\n+++\n",
            "\(objects)1\(closes)\n",
        ] {
            #expect(throws: FrontMatterError.self) { try parse(text) }
        }
    }

    @Test func attack34TemplatesInFrontMatterAreText() throws {
        #expect(try parse("---\ntitle: \"{{ site.title }}\"\n---\n").title == "{{ site.title }}")
    }

    @Test(arguments: [
        ("2024-05-12", 1_715_472_000.0), ("2024-5-2", 1_714_608_000),
        ("2024-05-12 08:30", 1_715_502_600),
        ("2024-05-12 08:30:00 +0200", 1_715_495_400), ("2024-05-12T08:30:00Z", 1_715_502_600),
        ("2024-05-12T08:30:00.5-01:30", 1_715_508_000.5),
        ("2024-05-12t08:30:00 UTC", 1_715_502_600),
        ("1969-12-31", -86_400), ("2000-02-29", 951_782_400),
    ])
    func datesOfAllProgramsAreRead(text: String, seconds: Double) {
        #expect(FrontMatterDate.parse(text, timeZone: .gmt)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "May 2024", "2024", "2024-13-01", "2024-02-30", "2024-05-12T", "2024-05-12 25:00",
        "2024-05-12 08:30 CET", "12.05.2024",
    ])
    func otherDatesAreRefused(text: String) {
        #expect(FrontMatterDate.parse(text, timeZone: .gmt) == nil)
    }

    @Test func aDayStartsByTheClocksOfTheWriter() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(
            FrontMatterDate.parse("2024-05-12", timeZone: berlin)
                == FrontMatterDate.parse("2024-05-11T22:00:00Z", timeZone: .gmt))
    }
}
