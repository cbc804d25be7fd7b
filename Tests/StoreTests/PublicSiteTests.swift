import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct PublicSiteTests {
    private let pod: PopulatedDatabase
    private let site: PublicSite

    init() throws {
        pod = try PopulatedDatabase()
        site = try PublicSite(path: pod.path)
    }

    @Test func attack32ALimitedPostIsNowhere() throws {
        let everything = try site.read { site in
            let reads = EveryPublicRead(pod: pod)
            return try reads.onPublishing(site) + reads.onFullBuilds(site)
        }

        let text = everything.map { String(describing: $0) }.joined(separator: "\n")
        #expect(!text.lowercased().contains("canary"))
        #expect(text.contains("public0.jpg") && text.contains("public0 street"))
        #expect(text.contains("alice.png") && text.contains("/old/public0"))
    }

    @Test func attack32AnInventedRowOfAListShowsNothing() throws {
        try pod.execute(
            """
            INSERT INTO listing (listID, rank, postID)
            SELECT list.id, 99, post.id FROM list, post
            WHERE list.kind = 'home' AND post.guid = '\(pod.limitedGUID.string)'
            """)

        let (posts, places, summaries, guids) = try site.read {
            (
                try $0.posts(.home, ranks: 99...99), try $0.places(.home, ranks: 99...99),
                try $0.summaries(.home, ranks: 99...99), try $0.guids(.home)
            )
        }
        #expect(posts.isEmpty && places.isEmpty && summaries.isEmpty)
        #expect(!guids.contains(pod.limitedGUID.string))
    }

    @Test func attack32OfAPersonsKeysThePublicOneAloneIsSeen() throws {
        let identities = try site.read { site in
            (try site.identity(personID: pod.aliceID), try site.identity(personID: pod.bobID))
        }

        #expect(identities.0?.publicKey == "public" && identities.0?.firstName == "Alice")
        #expect(identities.1 == nil)
        #expect(throws: (any Error).self) {
            try site.queue.read { try $0.execute(sql: "SELECT privateKey FROM publicIdentity") }
        }
    }

    @Test func whoHasClosedTheAccountHasNoIdentity() throws {
        try pod.database.write { try $0.closePerson(id: pod.aliceID, at: pod.start) }

        #expect(try site.read { try $0.identity(personID: pod.aliceID) } == nil)
        #expect(try site.read { try $0.person(guid: pod.aliceGUID.string) } == nil)
    }

    @Test func theConnectionCannotWrite() throws {
        let queryOnly = try site.queue.read { try Int.fetchOne($0, sql: "PRAGMA query_only") }

        #expect(queryOnly == 1)
        #expect(site.queue.configuration.readonly)
        let reason = "the public site may not change the table statistic"
        #expect(throws: StoreError.failed(path: pod.path, reason: reason)) {
            try site.read { try $0.database.execute(sql: "DELETE FROM statistic") }
        }
    }

    @Test func everyStatementNamesPublicViewsAlone() throws {
        let statements = try trace { site in
            let reads = EveryPublicRead(pod: pod)
            _ = try reads.onPublishing(site)
            _ = try reads.onFullBuilds(site)
        }.statements.filter { $0.hasPrefix("SELECT") }
        #expect(Set(statements).count == (try statementsInTheSource()))

        // Where there is nothing but tables of the views' names, nothing else can be named.
        let views = try site.queue.read { connection in
            try String.fetchAll(
                connection, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'")
        }
        let ownViews = try site.queue.read { connection in
            let names = try String.fetchAll(
                connection, sql: "SELECT name FROM sqlite_temp_schema WHERE type = 'view'")
            return try names.map { ($0, try connection.columns(in: $0).map(\.name)) }
        }
        #expect((views + ownViews.map(\.0)).allSatisfy { $0.hasPrefix("public") })
        let bare = try DatabaseQueue()
        try bare.write { connection in
            try connection.execute(sql: "ATTACH ? AS pod", arguments: [pod.path])
        }
        for view in views {
            try bare.writeWithoutTransaction {
                try $0.execute(sql: "CREATE TABLE \(view) AS SELECT * FROM pod.\(view) LIMIT 0")
            }
        }
        try bare.writeWithoutTransaction { connection in
            try connection.execute(sql: "DETACH pod")
            for (view, columns) in ownViews {
                try connection.execute(
                    sql: "CREATE TABLE \(view) (\(columns.joined(separator: ", ")))")
            }
            for statement in Set(statements) {
                #expect(throws: Never.self, "\(statement)") {
                    try connection.makeStatement(sql: statement)
                }
            }
        }
    }

    @Test func readsOfTheSiteAreInOneFolder() throws {
        for file in try sources("Sources") where !file.path.contains("/Queries/PublicSite/") {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("extension PublicTransaction"), "\(file.path)")
        }
    }

    private func trace(_ body: (PublicTransaction) throws -> Void) throws -> Trace {
        let trace = Trace()
        site.queue.inDatabase { trace.follow($0) }
        try site.read(body)
        return trace
    }

    private func statementsInTheSource() throws -> Int {
        try sources("Sources/Store/Queries/PublicSite")
            .filter { $0.lastPathComponent != "PublicSite.swift" }
            .map {
                try String(contentsOf: $0, encoding: .utf8).components(separatedBy: "sql:").count
                    - 1
            }
            .reduce(0, +)
    }

    private func sources(_ folder: String) throws -> [URL] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path)
            .filter { $0.hasSuffix(".swift") }.map { root.appending(path: $0) }
    }
}
