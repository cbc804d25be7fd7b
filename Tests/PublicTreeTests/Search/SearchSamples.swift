import PublicTree

extension SearchDocument {
    static func sample(
        url: String, name: String = "A post", author: String = "Alice", text: String = "",
        tags: [String] = []
    ) -> SearchDocument {
        SearchDocument(
            url: url, name: name, date: "2026-05-12T08:30:00Z", author: author, plainText: text,
            tags: tags)
    }

    /// Posts whose texts are drawn from a small vocabulary by a generator of fixed seed.
    static func samples(count: Int, vocabulary: Int = 300, words: Int = 60) -> [SearchDocument] {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return (0..<count).map { number in
            let text = (0..<words).map { _ in "w\(next(vocabulary) * next(vocabulary) / vocabulary)"
            }
            return sample(
                url: "/posts/p\(number)", name: "Post w\(next(vocabulary))",
                text: text.joined(separator: " "), tags: next(3) == 0 ? ["tea"] : [])
        }
    }
}
