import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// What nothing refers to goes, and nothing else does.
@Suite struct PruningTests {
    /// What a person can have to do with this pod.
    private enum Tie: CaseIterable {
        case nothing, nothingEither, isAdded, shares, comments, likes, reshares, isMentioned,
            isInADraft
        case isIgnored, tookBack, isClosed
    }

    private let pod: FederatedPod
    private let ours: GUID

    init() throws {
        pod = try FederatedPod()
        ours = try pod.publish("Ours")
    }

    private var pruning: Pruning { Pruning(database: pod.database, clock: pod.clock.pod) }

    private func tie(_ person: RemotePerson, _ tie: Tie) async throws {
        switch tie {
        case .nothing, .nothingEither: break
        case .isAdded: try await pod.share(pod.alice, with: person)
        case .shares: try await pod.hear(person, sharesWith: pod.zoe)
        case .comments:
            try await pod.receive(.comment(pod.comment("x", on: ours, by: person)), from: person)
        case .likes: try await pod.receive(.like(pod.like(ours, by: person)), from: person)
        case .reshares:
            let root = Entities.Reshare.Root(author: pod.alice.person.diasporaID, guid: ours)
            try await pod.receive(
                .reshare(.init(author: person.id, guid: pod.newGUID(), root: root)), from: person)
        case .isMentioned: try pod.publish("Hello @{\(person.id)}")
        case .isInADraft:
            _ = try pod.composer.saveDraft(PostContent(text: "Hi @{\(person.id)}"), as: pod.alice)
        case .isIgnored: try pod.composer.ignore(person.id, of: pod.alice)
        case .tookBack:
            let comment = try pod.comment("x", on: ours, by: person)
            try await pod.receive(.comment(comment), from: person)
            try await pod.receive(
                pod.retraction(comment.guid, "Comment", by: person), from: person)
            try pod.damage("DELETE FROM subscriber")
        case .isClosed:
            try await pod.receive(
                .accountDeletion(Entities.AccountDeletion(author: person.id)), from: person)
        }
    }

    /// Everything but what is pruned.
    private func everythingElse() throws -> [String: [String]] {
        let pruned = ["person", "personKey", "profile", "remotePod", "droppedMessage", "podState"]
        let tables = try pod.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%Search%'")
        return try tables.filter { !pruned.contains($0) }.reduce(into: [:]) { rows, table in
            rows[table] = try pod.rows("SELECT * FROM \"\(table)\"").sorted()
        }
    }

    @Test(arguments: 1...4)
    func attack69WhatNothingRefersToGoesAndNothingElse(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var kept: [String: Bool] = [:]
        for number in 0..<16 {
            let host = "pod\(Int.random(in: 0..<6, using: &generator)).example"
            let key = ["bob", "carol", "eve", "frank"][number % 4]
            let person = try RemotePerson(
                "p\(number)@\(host)", number: UInt64(100 + number), key: key)
            try await pod.know(person)
            let tie = Tie.allCases[Int.random(in: 0..<Tie.allCases.count, using: &generator)]
            try await self.tie(person, tie)
            kept["\(person.id)"] = tie != .nothing && tie != .nothingEither
        }
        try await pod.send()
        pod.clock.advance(2 * 86_400)
        let before = try everythingElse()
        let forecast = try pruning.run(isDryRun: true)
        #expect(try pod.rows("SELECT COUNT(*) FROM person WHERE kind = 'remote'") == ["16"])

        let report = try pruning.run()

        #expect(report == forecast)
        #expect(report.people == kept.values.filter { !$0 }.count)
        let people = try pod.rows("SELECT diasporaID FROM person WHERE kind = 'remote'")
        #expect(Set(people) == Set(kept.filter { $0.value }.keys))
        let hosts = Set(people.map { String($0.drop { $0 != "@" }.dropFirst()) })
        #expect(try Set(pod.rows("SELECT authority FROM remotePod")) == hosts)
        #expect(try everythingElse() == before)
        #expect(try DatabaseCheck(database: pod.database).findings() == [])
        #expect(try pruning.run() == Pruning.Report())
    }

    @Test func whoHasJustBecomeKnownStays() async throws {
        try await pod.know(.bob())

        pod.clock.advance(86_000)
        #expect(try pruning.run() == Pruning.Report())

        pod.clock.advance(1_000)
        #expect(try pruning.run() == Pruning.Report(people: 1, pods: 1))
    }

    @Test func moreThanABatchGo() async throws {
        try pod.damage(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1200)
            INSERT INTO person (guid, diasporaID, kind, createdAt)
                SELECT printf('person-%012d', n), 'p' || n || '@h' || n || '.example', 'remote', 1
                FROM number;
            INSERT INTO remotePod (authority, createdAt) SELECT authority, 1 FROM person
                WHERE kind = 'remote';
            """)

        #expect(try pruning.run(isDryRun: true) == Pruning.Report(people: 1_200, pods: 1_200))
        #expect(try pruning.run() == Pruning.Report(people: 1_200, pods: 1_200))
        #expect(try pod.rows("SELECT kind FROM person") == ["local", "local"])
    }

    @Test func aTableThatIsAddedLaterCounts() async throws {
        let id = try await pod.know(.bob())[0]
        try pod.damage(
            """
            CREATE TABLE later (personID INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE);
            INSERT INTO later VALUES (\(id));
            """)
        pod.clock.advance(2 * 86_400)

        #expect(try pruning.run() == Pruning.Report())
    }

    @Test func whoIsNamedByAReshareOrAMoveOrAMessageToBeSentStays() async throws {
        let (bob, carol, dave) = (
            try RemotePerson.bob(), try RemotePerson.carol(), try RemotePerson.dave()
        )
        let ids = try await pod.know(bob, carol, dave)
        try pod.damage(
            """
            INSERT INTO post (guid, authorID, kind, text, isPublic, createdAt, rootGUID, rootAuthor)
                VALUES ('reshare-of-bobs-0', 1, 'reshare', '', 1, 1, 'post-of-bobs-0001', '\(bob.id)');
            INSERT INTO person (guid, diasporaID, kind, createdAt, closedAt, movedTo)
                VALUES ('who-moved-to-carol', 'old@two.example', 'remote', 1, 1, '\(carol.id)');
            INSERT INTO payload (body, createdAt, audience)
                VALUES (x'3C', 1, '{"set":{"people":{"_0":[\(ids[2])]}}}');
            """)
        pod.clock.advance(2 * 86_400)

        #expect(try pruning.run() == Pruning.Report())
    }

    @Test func whatWasDroppedOfAPodThatGoesIsCountedWithTheOthers() async throws {
        let bob = try RemotePerson.bob()
        try await pod.know(bob)
        for _ in 0..<2 { try await pod.receive(.statusMessage(pod.post("x", by: bob)), from: bob) }
        try pod.database.write {
            try $0.countDropped(3, from: "unknown.example", for: .noConcern, at: pod.clock.now)
        }
        pod.clock.advance(2 * 86_400)

        _ = try pruning.run()

        #expect(
            try pod.rows("SELECT authority, reason, count FROM droppedMessage")
                == [" no_concern 5"])
    }

    @Test func itIsDoneOnceADay() async throws {
        try await pod.know(.bob())
        pod.clock.advance(2 * 86_400)

        #expect(try pruning.runDaily() == Pruning.Report(people: 1, pods: 1))
        #expect(try pruning.runDaily() == nil)

        pod.clock.advance(86_400)
        #expect(try pruning.runDaily() == Pruning.Report())
    }
}
