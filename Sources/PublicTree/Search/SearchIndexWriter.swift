/// A writer of the search files of one block of posts.
///
/// Files of a block, in its folder:
/// - `0.json`: `{"stamp","count","starts","terms"}`: the number of documents, the first term of every
///   shard, and the first shard itself;
/// - `1.json`, `2.json`, …: `{"stamp","terms"}`, the other shards. `terms` holds, in the order of their
///   UTF-8, each term followed by its postings (`SearchPostingsCode`);
/// - `documents-0.json`, …: `{"stamp","documents"}`, 50 documents each: `[url, name, date, author,
///   excerpt]`.
///
/// The stamp stands for the block's addresses in their order. Two files with different stamps number
/// the documents differently: a reader that meets them came between two writes, and starts again. An
/// edited post changes its own terms' shards and its documents file, and no other.
public struct SearchIndexWriter {
    /// Largest shard aimed at, in bytes; a single term may be longer.
    static let shardBytes = 24_000
    static let documentsPerFile = 50

    private let block: SearchBlock
    private var index = SearchTermIndex()
    private var documentFiles: [SearchJSON] = []
    private var stamp = SearchStamp()

    public init(block: SearchBlock) {
        self.block = block
    }

    /// Returns all files of a block, in one call.
    ///
    /// - Parameter documents: The block's posts, oldest first.
    public static func files(
        for block: SearchBlock, documents: some Sequence<SearchDocument>
    ) -> [(path: String, bytes: [UInt8])] {
        var writer = SearchIndexWriter(block: block)
        for document in documents { writer.add(document) }
        return writer.files()
    }

    /// Adds the next younger post. Of its text only the terms and the excerpt are kept.
    public mutating func add(_ document: SearchDocument) {
        if index.documentCount % Self.documentsPerFile == 0 { documentFiles.append(SearchJSON()) }
        append(document, to: &documentFiles[documentFiles.count - 1])
        stamp.add(document.url)
        index.add(document)
    }

    /// Returns the files of the posts added so far; none if there are none.
    public func files() -> [(path: String, bytes: [UInt8])] {
        guard index.documentCount > 0 else { return [] }
        let shards = index.shards(maximumBytes: Self.shardBytes)
        return shards.enumerated().map { number, shard in
            let isFirst = number == 0
            return (
                "\(block.folder)\(number).json",
                termsFile(shard, starts: isFirst ? shards.map(\.start) : nil)
            )
        }
            + documentFiles.enumerated().map { number, documents in
                ("\(block.folder)documents-\(number).json", documentsFile(documents))
            }
    }

    private func append(_ document: SearchDocument, to json: inout SearchJSON) {
        json.raw(json.bytes.isEmpty ? "[" : ",\n[")
        json.quote(document.url)
        json.raw(",")
        json.quote(document.name)
        json.raw(",")
        json.quote(document.date)
        json.raw(",")
        json.quote(document.author)
        json.raw(",")
        json.quote(
            document.excerpt.isEmpty ? SearchExcerpt(document.plainText).text : document.excerpt)
        json.raw("]")
    }

    private func termsFile(_ shard: SearchShard, starts: [String]?) -> [UInt8] {
        var json = SearchJSON(capacity: shard.bytes.count + (starts?.count ?? 0) * 16 + 256)
        json.raw("{\"stamp\":\"\(stamp.text)\"")
        if let starts {
            json.raw(",\"count\":\(index.documentCount),\"starts\":[")
            for (position, start) in starts.enumerated() {
                if position > 0 { json.raw(",") }
                json.quote(start)
            }
            json.raw("]")
        }
        json.raw(",\"terms\":[")
        json.raw(shard.bytes)
        json.raw("]}\n")
        return json.bytes
    }

    private func documentsFile(_ documents: SearchJSON) -> [UInt8] {
        var json = SearchJSON(capacity: documents.bytes.count + 64)
        json.raw("{\"stamp\":\"\(stamp.text)\",\"documents\":[\n")
        json.raw(documents.bytes)
        json.raw("]}\n")
        return json.bytes
    }
}
