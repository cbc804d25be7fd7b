import Diaspora
import Foundation
import Testing

@testable import Store

@Suite struct ListingTests {
    private struct Entry: Equatable {
        let id: Int64
        let guid: GUID
        var date: Int64
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func ranksStayDenseAndInOrder(seed: UInt64) throws {
        let pod = try PopulatedDatabase(publicPostCount: 0)
        var random = SeededGenerator(seed: seed)
        var model: [Entry] = []
        let list = ListName.tag("model")

        for _ in 0..<40 {
            try pod.database.write { transaction in
                for _ in 0..<10 {
                    try step(&model, list, pod, transaction, &random)
                }
            }
            #expect(try ids(of: list, pod) == model.map(\.id))
        }
        let last = Dictionary(
            uniqueKeysWithValues: model.enumerated().map { ($1.id, $0 + 1) })
        for (id, rank) in last {
            #expect(try pod.database.read { try $0.rank(of: id, in: list) } == rank)
        }
        #expect(try pod.database.read { try $0.count(list) } == model.count)
    }

    private func step(
        _ model: inout [Entry], _ list: ListName, _ pod: PopulatedDatabase,
        _ transaction: WriteTransaction, _ random: inout SeededGenerator
    ) throws {
        // Few dates, so that many posts share one and the GUID decides.
        let date = Int64.random(in: 0..<40, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where !model.isEmpty:
            let index = Int.random(in: model.indices, using: &random)
            let entry = model.remove(at: index)
            #expect(try transaction.remove(postID: entry.id, from: list) == index + 1)
            #expect(try transaction.remove(postID: entry.id, from: list) == nil)
        case 1 where !model.isEmpty:
            let index = Int.random(in: model.indices, using: &random)
            var entry = model.remove(at: index)
            entry.date = date
            try transaction.remove(postID: entry.id, from: list)
            try transaction.setCreatedAt(Date(seconds: date), postID: entry.id)
            try insert(entry, &model, list, transaction)
        default:
            let guid = GUID(
                hexadecimal: (random.next(), random.next()))
            let id = try transaction.insertPost(
                guid: guid, authorID: pod.aliceID, text: "x", isPublic: true, isSilent: true,
                createdAt: Date(seconds: date))
            try insert(Entry(id: id, guid: guid, date: date), &model, list, transaction)
        }
    }

    private func insert(
        _ entry: Entry, _ model: inout [Entry], _ list: ListName, _ transaction: WriteTransaction
    ) throws {
        let index =
            model.firstIndex { (entry.date, entry.guid) < ($0.date, $0.guid) } ?? model.count
        model.insert(entry, at: index)
        #expect(try transaction.insert(postID: entry.id, into: list) == index + 1)
    }

    private func ids(of list: ListName, _ pod: PopulatedDatabase) throws -> [Int64] {
        try pod.database.read { database in
            try (0..<(try database.count(list))).compactMap { index in
                try database.guid(list, rank: index + 1).flatMap(GUID.init)
                    .flatMap { try database.post($0)?.id }
            }
        }
    }
}
