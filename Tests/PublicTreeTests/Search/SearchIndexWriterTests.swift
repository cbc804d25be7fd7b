import Foundation
import Testing

@testable import PublicTree

@Suite struct SearchIndexWriterTests {
    private let block = SearchBlock(level: 10, index: 3)

    @Test func aSmallBlockIsTwoFiles() throws {
        let files = SearchIndexWriter.files(
            for: block,
            documents: [
                .sample(
                    url: "/posts/tea-1", name: "Tea", text: "Tea, tea\nand   cake", tags: ["drinks"]
                ),
                .sample(url: "/posts/cake-2", name: "Käse “Brot”", text: "cake"),
            ])

        #expect(
            files.map(\.path) == [
                "/search-index/10-3/0.json", "/search-index/10-3/documents-0.json",
            ])
        #expect(
            String(decoding: files[0].bytes, as: UTF8.self) == """
                {"stamp":"42c466602fb5d9ec","count":2,"starts":["alice"],"terms":["alice","##","and","#","brot","*","cake","##","drinks","&","kase","*","tea","&"]}

                """)
        #expect(
            String(decoding: files[1].bytes, as: UTF8.self) == """
                {"stamp":"42c466602fb5d9ec","documents":[
                ["/posts/tea-1","Tea","2026-05-12T08:30:00Z","Alice","Tea, tea and cake"],
                ["/posts/cake-2","Käse “Brot”","2026-05-12T08:30:00Z","Alice","cake"]]}

                """)
    }

    @Test func noDocumentsGiveNoFiles() {
        #expect(SearchIndexWriter.files(for: block, documents: []).isEmpty)
    }

    @Test func postsWithoutWordsAreCounted() throws {
        let files = SearchIndexWriter.files(
            for: block, documents: [.sample(url: "/posts/a", name: "…", author: "", text: "🌼")])

        let index = try SearchIndexReader(files: files)
        #expect(index.count == 1)
        #expect(index.postings.isEmpty)
    }

    @Test func everyTermOfEveryPostIsFoundAgain() throws {
        let documents = SearchDocument.samples(count: 1000)

        let files = SearchIndexWriter.files(
            for: SearchBlock(level: 1000, index: 0), documents: documents)
        let index = try SearchIndexReader(files: files)

        var expected: [String: [Int]] = [:]
        for (number, document) in documents.enumerated() {
            let text = [document.name, document.plainText, document.author] + document.tags
            for term in Set(text.flatMap { SearchTerms(.document)($0) }) {
                expected[term, default: []].append(number)
            }
        }
        #expect(index.count == 1000)
        #expect(index.postings.mapValues { $0.map(\.document) } == expected)
        #expect(index.urls == documents.map(\.url))
    }

    @Test func aResultShowsTheExcerptOfThePost() throws {
        var document = SearchDocument.sample(url: "a", text: "A plan1 . The tide")
        document.excerpt = "A plan. The tide"

        let files = SearchIndexWriter.files(for: block, documents: [document])

        let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts.contains { $0.contains("\"A plan. The tide\"") })
        #expect(!texts.contains { $0.contains("A plan1 . The tide") })
    }

    @Test func namesAndTagsWeighMost() throws {
        let files = SearchIndexWriter.files(
            for: block,
            documents: [
                .sample(url: "a", text: "tea"), .sample(url: "b", text: "tea tea"),
                .sample(url: "c", text: "tea tea tea tea"), .sample(url: "d", name: "Tea"),
                .sample(url: "e", text: "tea", tags: ["tea"]),
            ])

        let index = try SearchIndexReader(files: files)
        #expect(index.postings["tea"]?.map(\.weight) == [0, 1, 2, 3, 3])
    }

    @Test func shardsAreSmallAndInOrder() throws {
        let documents = SearchDocument.samples(count: 1000, vocabulary: 5000, words: 200)

        let files = SearchIndexWriter.files(
            for: SearchBlock(level: 1000, index: 0), documents: documents)
        let index = try SearchIndexReader(files: files)

        #expect(index.starts.count > 3)
        #expect(index.starts == index.starts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(files.allSatisfy { $0.bytes.count <= 30_000 })
    }

    @Test func theSameDocumentsGiveTheSameBytes() {
        let documents = SearchDocument.samples(count: 100)

        let first = SearchIndexWriter.files(for: block, documents: documents)
        let second = SearchIndexWriter.files(for: block, documents: documents)

        #expect(first.map(\.path) == second.map(\.path))
        #expect(first.map(\.bytes) == second.map(\.bytes))
    }

    @Test func anEditChangesOnlyTheFilesItConcerns() throws {
        var documents = SearchDocument.samples(count: 1000, vocabulary: 5000, words: 200)
        let before = SearchIndexWriter.files(for: block, documents: documents)
        documents[420].plainText += " zzz"
        let after = SearchIndexWriter.files(for: block, documents: documents)

        let changed = zip(before, after).filter { $0.bytes != $1.bytes }.map(\.0.path)
        #expect(before.map(\.path) == after.map(\.path))
        #expect(changed.count == 1)
    }

    @Test func anotherOrderIsAnotherStamp() throws {
        let documents = SearchDocument.samples(count: 10)

        let before = try SearchIndexReader(
            files: SearchIndexWriter.files(for: block, documents: documents))
        let after = try SearchIndexReader(
            files: SearchIndexWriter.files(for: block, documents: documents.reversed()))

        #expect(before.stamp != after.stamp)
    }

    @Test func excerptsEndAtAWord() {
        let words = String(repeating: "word ", count: 100)
        let unspaced = String(repeating: "東", count: 300)

        #expect(SearchExcerpt("  one\n\n two\t").text == "one two")
        #expect(
            SearchExcerpt(words).text == String(repeating: " word", count: 48).dropFirst() + "…")
        #expect(SearchExcerpt(unspaced).text == String(repeating: "東", count: 240) + "…")
    }

    @Test func attack27MarkupInTitlesAndTextsIsInertInTheSearchIndex() throws {
        let hostile = "</script><script>alert(1)</script>\"\\\u{0}\u{1F}<img onerror=x>"
        let files = SearchIndexWriter.files(
            for: block,
            documents: [
                .sample(
                    url: "/posts/x", name: hostile, author: hostile, text: hostile, tags: [hostile])
            ])

        for file in files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("<"))
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(file.bytes)) }
        }
        #expect(try SearchIndexReader(files: files).names == [hostile])
    }

    @Test func pathsStayInTheBlocksFolder() {
        let files = SearchIndexWriter.files(
            for: block, documents: [.sample(url: "/../../etc", name: "../../x", text: "../a/b")])

        #expect(
            files.allSatisfy {
                $0.path.wholeMatch(of: /\/search-index\/10-3\/[a-z0-9-]+\.json/) != nil
            })
    }

    @Test func aRepeatedTagOrWordWithoutEndIsCounted() throws {
        let many = String(repeating: "tea ", count: 60_000)
        let files = SearchIndexWriter.files(
            for: block,
            documents: [.sample(url: "/posts/x", name: many, text: many, tags: [many, many])])

        #expect(try SearchIndexReader(files: files).postings["tea"]?.count == 1)
    }
}
