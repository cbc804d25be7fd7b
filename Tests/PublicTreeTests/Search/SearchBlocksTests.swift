import PublicTree
import Testing

@Suite struct SearchBlocksTests {
    @Test func theNumberOfPostsIsCutByItsDigits() {
        #expect(
            SearchBlocks.covering(count: 21_213).map(\.name) == [
                "10000-0", "10000-1", "1000-20", "100-210", "100-211", "10-2120", "10-2121",
            ])
        #expect(SearchBlocks.covering(count: 0).isEmpty)
        #expect(SearchBlocks.covering(count: 1).map(\.name) == ["10-0"])
        #expect(SearchBlocks.covering(count: 10).map(\.name) == ["10-0"])
        #expect(SearchBlocks.covering(count: 100).map(\.name) == ["100-0"])
    }

    @Test(arguments: [1, 9, 10, 99, 100, 101, 999, 1000, 9_999, 10_000, 10_001, 54_321, 99_999])
    func blocksCoverEveryRankOnce(count: Int) {
        let blocks = SearchBlocks.covering(count: count)
        var next = 1
        for block in blocks {
            #expect(block.ranks.lowerBound == next)
            #expect(block.ranks.count == block.level)
            next = block.ranks.upperBound + 1
        }
        #expect(next > count)
        #expect(next - 10 <= count)
        #expect(blocks.count <= count / 10_000 + 28)
    }

    @Test func aPublishTouchesOneSmallBlock() {
        let before = SearchBlocks.covering(count: 21_213)
        let after = SearchBlocks.covering(count: 21_214)

        #expect(before == after)
        #expect(after.last == SearchBlock(level: 10, index: 2121))
    }

    @Test func fullBlocksMayBeMergedLater() {
        let before = SearchBlocks.covering(count: 9_999)
        let unmerged = SearchBlocks.extending(before, to: 10_000)

        #expect(unmerged == before)
        #expect(SearchBlocks.covering(count: 10_000).map(\.name) == ["10000-0"])
        #expect(
            SearchBlocks.extending(unmerged, to: 10_012).suffix(2).map(\.name) == [
                "10-1000", "10-1001",
            ])
    }

    @Test func blocksBeyondTheEndGo() {
        let shorter = SearchBlocks.extending(SearchBlocks.covering(count: 1_000), to: 25)

        #expect(shorter.map(\.name) == ["10-0", "10-1", "10-2"])
    }

    @Test func theManifestNamesBlocksAndTotal() {
        let manifest = SearchManifest(blocks: SearchBlocks.covering(count: 112), total: 112)
        let empty = SearchManifest(blocks: [], total: 0)

        #expect(
            String(decoding: manifest.bytes(), as: UTF8.self)
                == #"{"version":1,"total":112,"blocks":["100-0","10-10","10-11"]}"# + "\n")
        #expect(
            String(decoding: empty.bytes(), as: UTF8.self)
                == #"{"version":1,"total":0,"blocks":[]}"# + "\n")
    }
}
