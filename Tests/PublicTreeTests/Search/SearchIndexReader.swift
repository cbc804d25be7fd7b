import Foundation
import Testing

/// Reads the files of a block as the script does, with nothing of the writer's code.
struct SearchIndexReader {
    struct First: Decodable {
        let stamp: String
        let count: Int
        let starts: [String]
    }

    struct Shard: Decodable {
        let stamp: String
        let terms: [String]
    }

    struct Documents: Decodable {
        let stamp: String
        let documents: [[String]]
    }

    let stamp: String
    let count: Int
    let starts: [String]
    var postings: [String: [(document: Int, weight: Int)]] = [:]
    var urls: [String] = []
    var names: [String] = []

    init(files: [(path: String, bytes: [UInt8])]) throws {
        let decoder = JSONDecoder()
        let first = try decoder.decode(First.self, from: Data(try #require(files.first).bytes))
        stamp = first.stamp
        count = first.count
        starts = first.starts
        for (position, file) in files.enumerated() {
            guard position < starts.count else {
                let part = try decoder.decode(Documents.self, from: Data(file.bytes))
                #expect(part.stamp == stamp)
                urls += part.documents.map { $0[0] }
                names += part.documents.map { $0[1] }
                continue
            }
            let shard = try decoder.decode(Shard.self, from: Data(file.bytes))
            #expect(shard.stamp == stamp)
            #expect(shard.terms.isEmpty || shard.terms.first == starts[position])
            for index in stride(from: 0, to: shard.terms.count, by: 2) {
                postings[shard.terms[index]] = Self.decode(shard.terms[index + 1])
            }
        }
    }

    private static func decode(_ code: String) -> [(document: Int, weight: Int)] {
        var postings: [(document: Int, weight: Int)] = []
        var document = -1
        var leading = 0
        for digit in code.utf8.map(Int.init) {
            guard digit <= 92 else {
                leading = leading * 34 + digit - 92
                continue
            }
            let number = leading * 57 + digit - 35
            leading = 0
            document += number / 4 + 1
            postings.append((document, number % 4))
        }
        return postings
    }
}
