import Store
import Testing

@testable import Workers

struct StandingErrorTests {
    @Test func anErrorIsNewOnceUntilItChangesOrEnds() {
        let error = StandingError()
        let (one, two) = (StoreError.constraint("one"), StoreError.constraint("two"))

        #expect([one, one, two, two, one].map(error.isNew) == [true, false, true, false, true])
        error.end()
        #expect(error.isNew(one) && !error.isNew(one))
    }
}
