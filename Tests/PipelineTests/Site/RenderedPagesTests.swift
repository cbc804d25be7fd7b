import Foundation
import Testing

@testable import Pipeline

@Suite struct RenderedPagesTests {
    @Test func everyPageIsTakenOnceByWhoeverIsFree() {
        let pages = RenderedPages(count: 500)
        let taken = WorkerResults<Int>()
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            if worker == 0 {
                for index in 0..<500 {
                    pages.add(index, [])
                    while let page = pages.takeSurplus() { taken.append(page.index) }
                }
            }
            while let page = pages.take() { taken.append(page.index) }
        }
        #expect(taken.values.sorted() == Array(0..<500))
    }

    @Test func oneThreadAloneComesToAnEnd() {
        let pages = RenderedPages(count: 2)
        pages.add(1, [])
        pages.add(0, [])
        #expect(pages.takeSurplus() == nil)
        #expect(pages.take()?.index == 1)
        #expect(pages.take()?.index == 0)
        #expect(pages.take() == nil)
    }

    @Test func whoeverWaitsIsToldThatNoMoreAreWanted() {
        let pages = RenderedPages(count: 3)
        let taken = WorkerResults<Int>()
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            if worker == 0 {
                pages.add(0, [])
                pages.giveUp()
            }
            while let page = pages.take() { taken.append(page.index) }
        }
        #expect(pages.isGivenUp)
        #expect(taken.values.allSatisfy { $0 == 0 })
        pages.add(1, [])
        #expect(pages.take() == nil)
    }
}
