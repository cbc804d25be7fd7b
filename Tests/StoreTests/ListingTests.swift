import Diaspora
import Foundation
import TestSupport
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

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func manyPostsAtOnceComeWhereTheyWouldOneByOne(seed: UInt64) throws {
        let pod = try PopulatedDatabase(publicPostCount: 0)
        var random = SeededGenerator(seed: seed)
        let (single, many) = (ListName.tag("single"), ListName.tag("many"))

        for round in 0..<12 {
            // Some come before all others, some behind, most between.
            let dates = [Int64(0)..<40, -50..<(-10), 40..<90][round % 3]
            let new = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                NewPost(
                    guid: GUID(hexadecimal: (random.next(), random.next())),
                    authorID: pod.aliceID, text: "x", isPublic: true, isSilent: true,
                    createdAt: Date(seconds: Int64.random(in: dates, using: &random)))
            }
            try pod.database.write { transaction in
                let ids = try transaction.insertPosts(new)
                for id in ids { try transaction.insert(postID: id, into: single) }
                let posts = zip(ids, new).map {
                    ListedPost(id: $0, createdAt: $1.createdAt, guid: $1.guid)
                }
                try transaction.insert(posts, into: many)
            }
            #expect(try ids(of: many, pod) == ids(of: single, pod))
        }
        #expect(try ids(of: many, pod).count > 40)
    }

    @Test func postsInsertedAtOnceHaveTheRowsOfTheirOrder() throws {
        let pod = try PopulatedDatabase(publicPostCount: 0)
        // More than one statement takes.
        let new = (0..<1_203).map { number in
            NewPost(
                guid: GUID(hexadecimal: (7, UInt64(number))), authorID: pod.aliceID,
                text: "text \(number)", isPublic: number % 2 == 0, isSilent: true,
                createdAt: Date(seconds: Int64(number)))
        }

        let ids = try pod.database.write { try $0.insertPosts(new) }

        let posts = try pod.database.read { database in try ids.map { try database.post(id: $0) } }
        #expect(posts.map { $0?.guid } == new.map(\.guid))
        #expect(posts.map { $0?.text } == new.map(\.text))
        #expect(posts.map { $0?.isPublic } == new.map(\.isPublic))
        let found = try pod.database.read {
            try $0.search("1202", authorID: pod.aliceID, limit: 5)
        }
        #expect(found.map(\.guid) == [new[1_202].guid])
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
