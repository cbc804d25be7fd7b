import Testing

@testable import Dandelion

struct TOMLKeyLinesTests {
    @Test func everyWayToWriteAKeyHasItsLine() {
        let lines = TOMLKeyLines(
            #"""
            top = 1 # [not.a.table]
            [a]
            b."c.d".'e' = "x = 1 # \" ]"
            long = """
            f = 1
            [g]
            quote \""" here"""""
            raw = '''
            h = 1'''
            list = [ # ]
              "x", [ "]" ],
              { i = 1, j = [
              2 ] },
            ]
            after = { k = "}", l.m = { n = 1 } }
            [ o . "p\u0041" ]
            q = 2020-01-01T00:00:00Z
            [[r]]
            s=1
            """#
        ).lines

        #expect(lines[["top"]] == 1)
        #expect(lines[["a"]] == 2)
        #expect(lines[["a", "b", "c.d", "e"]] == 3)
        #expect(lines[["a", "long"]] == 4)
        #expect(lines[["a", "f"]] == nil)
        #expect(lines[["g"]] == nil)
        #expect(lines[["a", "raw"]] == 8)
        #expect(lines[["a", "list"]] == 10)
        #expect(lines[["a", "after"]] == 15)
        #expect(lines[["a", "after", "l", "m", "n"]] == 15)
        #expect(lines[["o", "pA"]] == 16)
        #expect(lines[["o", "pA", "q"]] == 17)
        #expect(lines[["r", "s"]] == 19)
        #expect(lines.keys.contains { $0.contains("i") || $0.contains("j") } == false)
    }

    @Test(arguments: ["\r\n", "\n"])
    func linesMayEndAsOnAnySystem(ending: String) {
        let lines = TOMLKeyLines("\u{FEFF}a = 1\n# x\n\n[b]\nc = 2".replacing("\n", with: ending))
            .lines

        #expect(lines == [["a"]: 1, ["b"]: 4, ["b", "c"]: 5])
    }

    @Test(arguments: [
        "[", "]", "=", "a = [", "a = {", "\"", "'''", "a = \"\"\"", "{", "a.", "a = \"\\u",
    ])
    func brokenTextEndsTheScan(text: String) {
        let lines = TOMLKeyLines(text).lines.values

        #expect(lines.allSatisfy { $0 == 1 })
    }
}
