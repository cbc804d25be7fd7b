import Testing

@testable import PodFixtures
@testable import Server

struct KnownPagesTests {
    private let clock = MovableClock()

    private var pages: KnownPages {
        KnownPages { [clock] in clock.instant }
    }

    @Test func aPathIsKnownForASecond() {
        let pages = pages
        pages.insert("/posts/a")

        #expect(pages.contains("/posts/a") && !pages.contains("/posts/b"))
        clock.advance(.milliseconds(999))
        #expect(pages.contains("/posts/a"))
        clock.advance(.milliseconds(1))
        #expect(!pages.contains("/posts/a"))
    }

    @Test func ofManyPathsFewAreKept() {
        let pages = pages
        for number in 0...3 * KnownPages.maximumCount { pages.insert("/posts/\(number)") }

        #expect(pages.count <= KnownPages.maximumCount)
        #expect(pages.contains("/posts/\(3 * KnownPages.maximumCount)"))
    }
}
