import Store
import Testing

@testable import PodFixtures
@testable import Server

/// One word, one request, and nobody else's.
@Suite struct SightingBookTests {
    private let pod: SitePod
    private let book: SightingBook
    private let sighting = Sighting(
        host: "pod.example", peer: "127.0.0.1", isTrusted: true, isForwarded: true)

    init() throws {
        pod = try SitePod()
        book = SightingBook(database: pod.database)
    }

    @Test func theRequestThatBringsTheWordIsNoted() throws {
        let word = try book.open(random: pod.random)
        try book.note(word, sighting)

        #expect(try book.close() == sighting)
        #expect(try book.close() == nil)
    }

    @Test func itIsNotedOnce() throws {
        let word = try book.open(random: pod.random)
        try book.note(word, sighting)
        try book.note(
            word, Sighting(host: "evil.example", peer: "", isTrusted: false, isForwarded: false))

        #expect(try book.close() == sighting)
    }

    @Test(arguments: [
        "", "0", String(repeating: "0", count: 32), String(repeating: "x", count: 5_000),
    ])
    func anotherWordIsNot(word: String) throws {
        _ = try book.open(random: pod.random)
        try book.note(word, sighting)

        #expect(try book.close() == nil)
    }

    @Test func noWordIsAwaitedBeforeAndAfter() throws {
        try book.note("", sighting)
        let word = try book.open(random: pod.random)
        #expect(try book.close() == nil)
        try book.note(word, sighting)

        #expect(try book.close() == nil)
    }

    @Test func aNewWordEndsTheOneBefore() throws {
        let old = try book.open(random: pod.random)
        let new = try book.open(random: pod.random)
        #expect(old != new)
        try book.note(old, sighting)

        #expect(try book.close() == nil)
    }
}
