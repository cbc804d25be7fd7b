/// The index from the terms of a block to the documents in which they occur.
struct SearchTermIndex {
    private var vocabulary = SearchVocabulary()
    private var postings: [SearchPosting] = []
    /// The occurrences of each term, counted in the document being added.
    private var counts: [UInt32] = []
    private var touched: [UInt32] = []
    private var word: [UInt8] = []

    private(set) var documentCount = 0

    /// The bit of a count that says that the term occurs in the name or a tag.
    private static let named: UInt32 = 1 << 31

    mutating func add(_ document: SearchDocument) {
        count(document.name, isNamed: true)
        for tag in document.tags { count(tag, isNamed: true) }
        count(document.author, isNamed: false)
        count(document.plainText, isNamed: false)
        for term in touched {
            let count = counts[Int(term)]
            let weight: SearchPosting.Weight =
                count >= Self.named ? .named : SearchPosting.Weight(count: Int(count))
            postings.append(SearchPosting(term: term, document: documentCount, weight: weight))
            counts[Int(term)] = 0
        }
        touched.removeAll(keepingCapacity: true)
        documentCount += 1
    }

    /// Returns the terms in the order of their bytes, divided into shards.
    func shards(maximumBytes: Int) -> [SearchShard] {
        let (ordered, ends) = postingsByTerm()
        var shards: [SearchShard] = []
        var code = SearchPostingsCode()
        var entry = SearchJSON()
        for term in vocabulary.sorted() {
            code.removeAll()
            let start = term == 0 ? 0 : ends[Int(term) - 1]
            for posting in ordered[start..<ends[Int(term)]] { code.append(posting) }
            entry.removeAll()
            vocabulary.withBytes(of: term) { entry.quote($0) }
            entry.raw(",\"")
            entry.raw(code.bytes)
            entry.raw("\"")
            append(entry.bytes, of: term, to: &shards, maximumBytes)
        }
        return shards.isEmpty ? [SearchShard(start: "", bytes: [])] : shards
    }

    private func append(
        _ entry: [UInt8], of term: UInt32, to shards: inout [SearchShard], _ maximumBytes: Int
    ) {
        if let last = shards.indices.last, shards[last].bytes.count + entry.count < maximumBytes {
            shards[last].bytes.append(UInt8(ascii: ","))
            shards[last].bytes.append(contentsOf: entry)
        } else {
            let start = vocabulary.withBytes(of: term) { String(decoding: $0, as: UTF8.self) }
            shards.append(SearchShard(start: start, bytes: entry))
        }
    }

    /// Returns the postings sorted by term, each term's in the documents' order, and the index
    /// after the last posting of each term.
    private func postingsByTerm() -> ([SearchPosting], [Int]) {
        var ends = [Int](repeating: 0, count: vocabulary.count)
        for posting in postings { ends[Int(posting.term)] += 1 }
        var total = 0
        for term in ends.indices {
            total += ends[term]
            ends[term] = total - ends[term]
        }
        guard let first = postings.first else { return ([], ends) }
        var ordered = [SearchPosting](repeating: first, count: total)
        for posting in postings {
            ordered[ends[Int(posting.term)]] = posting
            ends[Int(posting.term)] += 1
        }
        return (ordered, ends)
    }

    private mutating func count(_ text: String, isNamed: Bool) {
        var text = text
        text.withUTF8 { count($0, isNamed: isNamed) }
    }

    /// Walks over the runs of ASCII letters and digits and of everything that is not ASCII.
    private mutating func count(_ text: UnsafeBufferPointer<UInt8>, isNamed: Bool) {
        var position = 0
        while position < text.count {
            guard let first = Self.folded(text[position]) else {
                position += 1
                continue
            }
            let start = position
            var isASCII = true
            var byte = first
            word.removeAll(keepingCapacity: true)
            while true {
                word.append(byte)
                if byte >= 0x80 { isASCII = false }
                position += 1
                guard position < text.count, let next = Self.folded(text[position]) else { break }
                byte = next
            }
            if isASCII {
                countWord(isNamed: isNamed)
            } else {
                let run = UnsafeBufferPointer(rebasing: text[start..<position])
                for term in vocabulary.terms(inRun: run) { count(term, isNamed: isNamed) }
            }
        }
    }

    private mutating func countWord(isNamed: Bool) {
        let length = min(word.count, SearchTerms.maximumLength)
        let term = word.withUnsafeBufferPointer {
            vocabulary.term(UnsafeBufferPointer(rebasing: $0[..<length]))
        }
        count(term, isNamed: isNamed)
    }

    private mutating func count(_ term: UInt32, isNamed: Bool) {
        while counts.count <= Int(term) { counts.append(0) }
        if counts[Int(term)] == 0 { touched.append(term) }
        if isNamed {
            counts[Int(term)] |= Self.named
        } else {
            counts[Int(term)] &+= 1
        }
    }

    /// Returns the lower-case form of a byte that may be part of a term; `nil` for an ASCII byte
    /// that ends one.
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x80...: byte
        case 0x41...0x5A: byte | 0x20
        default: nil
        }
    }
}
