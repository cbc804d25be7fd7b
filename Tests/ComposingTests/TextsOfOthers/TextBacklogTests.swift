import Blocking
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Texts of others that no page of the public site shows are rendered once, in the background.
@Suite struct TextBacklogTests {
    private let pod: SitePod
    private let bob: Int64

    init() throws {
        pod = try SitePod()
        bob = try pod.addStranger("bob@else.example")
    }

    private func renderAll() throws { try pod.renderTexts() }

    private func addPost(_ text: String) throws -> Int64 {
        try pod.database.write { transaction in
            try transaction.insertPost(
                guid: pod.newGUID(), authorID: bob, text: text, isPublic: true, isSilent: false,
                createdAt: SitePod.start)
        }
    }

    private func addComment(_ text: String, to post: Int64) throws {
        try pod.database.write { transaction in
            _ = try transaction.insertComment(
                guid: pod.newGUID(), postID: post, authorID: bob, text: text,
                createdAt: SitePod.start, xml: [])
        }
    }

    private func addMessage(_ text: String) throws {
        try pod.database.write { transaction in
            let id = try transaction.insertConversation(
                guid: pod.newGUID(), authorID: bob, subject: "Beans",
                participantIDs: [pod.author.person.id], createdAt: SitePod.start)
            try transaction.insertMessage(
                guid: pod.newGUID(), conversationID: try #require(id), authorID: bob, text: text,
                createdAt: SitePod.start)
        }
    }

    private func html() throws -> [String] {
        try pod.rows(
            """
            SELECT html FROM rendering JOIN post ON post.id = postID WHERE authorID = \(bob)
            UNION ALL SELECT html FROM commentRendering
            UNION ALL SELECT html FROM messageRendering
            """
        ).map { $0.trimmingCharacters(in: .newlines) }
    }

    private func waiting() throws -> [String] {
        try pod.rows(
            """
            SELECT isTried FROM unrenderedPost UNION ALL SELECT isTried FROM unrenderedComment
            UNION ALL SELECT isTried FROM unrenderedMessage
            """)
    }

    @Test func postsCommentsAndMessagesAreRendered() throws {
        let own = try pod.publish("# Own words")
        let post = try addPost("# A *title*\n\nWords of #ferns for @{alice@localhost:3000}")
        try addComment("*comment* #ferns", to: post)
        try addMessage("*message* @{alice@localhost:3000}")
        #expect(try waiting() == ["0", "0", "0"])

        try renderAll()

        #expect(try waiting() == [])
        let html = try html()
        #expect(html.count == 3)
        #expect(html[0].contains("href=\"/tags/ferns\""))
        #expect(html[0].contains("href=\"/u/alice\""))
        #expect(html[1].contains("<em>comment</em>") && !html[1].contains("/tags/"))
        #expect(html[2].contains("<em>message</em>") && html[2].contains("href=\"/u/alice\""))
        #expect(
            try pod.rows("SELECT title, renderer FROM rendering WHERE postID = \(post)")
                == ["A title 6 1"])
        let ownPost = "(SELECT id FROM post WHERE guid = '\(own)')"
        #expect(
            try pod.rows("SELECT renderer FROM rendering WHERE postID = \(ownPost)")
                == [PostRenderer(settings: pod.settings).stamp])
        #expect(try pod.rows("SELECT isNaming FROM messageRendering") == ["1"])
    }

    @Test func commentsOfThePublicSiteAreLeftToBuilds() throws {
        let post = try pod.publish("# Hello")
        try pod.comment(["words"], on: post, by: bob)

        try renderAll()

        #expect(try html() == [] && waiting() == ["0"])
    }

    @Test func anIdleBacklogWritesNothing() throws {
        try renderAll()
        let before = try pod.rows("SELECT key, value FROM podState ORDER BY key")
        #expect(before.filter { $0.hasPrefix("texts.") }.count == 3)

        #expect(try !pod.backlog.renderNext())

        #expect(try pod.rows("SELECT key, value FROM podState ORDER BY key") == before)
    }

    @Test func attack65ATextAtWhichAProcessEndedIsStoredAsItWasWritten() throws {
        _ = try addPost("*bad*")
        let texts = try pod.database.read { try $0.unrenderedTexts(.posts, TextBatch.limit) }
        // And the process ends.
        try pod.database.write { try $0.setTried(texts) }
        _ = try addPost("*good*")

        try renderAll()

        #expect(try html() == ["<p>*bad*</p>", "<p><em>good</em></p>"] && waiting() == [])
    }

    @Test func whatWasThereBeforeAnUpgradeIsRendered() throws {
        for number in 0..<3 { try addComment("*\(number)*", to: addPost("post \(number)")) }
        try addMessage("message")
        for table in ["Post", "Comment", "Message"] {
            try pod.damage("DELETE FROM unrendered\(table)")
        }

        try renderAll()

        #expect(try html().count == 7 && waiting() == [])
    }

    @Test func htmlOfAnotherVersionIsMadeAnew() throws {
        try addComment("*comment*", to: addPost("*post*"))
        try renderAll()
        try pod.damage(
            """
            UPDATE rendering SET renderer = 'older', html = 'older';
            UPDATE commentRendering SET renderer = 'older', html = 'older';
            UPDATE podState SET value = 'older|done' WHERE key LIKE 'texts.%'
            """)

        try renderAll()

        #expect(try html() == ["<p><em>post</em></p>", "<p><em>comment</em></p>"])
    }

    @Test func theSearchForOtherVersionsGoesOnWhereAProcessEnded() throws {
        let posts = try (0..<3).map { try addPost("post \($0)") }
        try renderAll()
        try pod.damage(
            """
            UPDATE rendering SET renderer = 'older', html = 'older';
            UPDATE podState SET value = '\(TextSurroundings.stamp)|\(posts[1])'
                WHERE key = 'texts.post'
            """)

        try renderAll()

        #expect(try html() == ["older", "older", "<p>post 2</p>"])
    }

    @Test func aMoveOfThePodMakesAllAnew() throws {
        try addComment("comment", to: addPost("post"))
        try renderAll()
        try pod.database.write { try RenderingState.reset(in: $0) }
        try pod.damage("UPDATE commentRendering SET html = 'older'")

        try renderAll()

        #expect(try html() == ["<p>post</p>", "<p>comment</p>"])
    }

    @Test func anotherNameIsShownWhereverAPersonIsMentioned() throws {
        let carol = try pod.addUser("carol", firstName: "Carol")
        let post = try addPost("For @{carol@localhost:3000}")
        try pod.database.write { try $0.setMentions([carol.person.id], postID: post) }
        try addComment("For @{carol@localhost:3000}", to: post)
        try addMessage("For @{carol@localhost:3000}")
        try renderAll()
        #expect(try html().allSatisfy { $0.contains("Carol") })

        _ = try pod.composer.edit(ProfileEdit(firstName: "Caroline"), photo: nil, of: carol)
        _ = try pod.dispatcher.run()
        #expect(try waiting() == [] && pod.rows("SELECT COUNT(*) FROM renaming") == ["3"])
        try renderAll()

        #expect(try html().count == 3 && html().allSatisfy { $0.contains("Caroline") })
        #expect(try pod.rows("SELECT * FROM renaming") == [])
    }

    @Test func aTextWhosePeopleChangeMeanwhileIsRenderedOnceMore() throws {
        let carol = try pod.addUser("carol", firstName: "Carol")
        try addMessage("For @{carol@localhost:3000}")
        let texts = try pod.database.read { try $0.unrenderedTexts(.messages, TextBatch.limit) }
        let batch = TextBatch(
            database: pod.database, settings: pod.settings, clock: pod.clock.pod, strangers: nil,
            threads: Threads(count: 1))
        // A build plans another name, and the message is stored with the old one.
        try pod.database.write { try $0.insertRenaming(personID: carol.person.id) }
        try batch.render(texts)
        _ = try pod.composer.edit(ProfileEdit(firstName: "Caroline"), photo: nil, of: carol)

        try renderAll()

        #expect(try html().allSatisfy { $0.contains("Caroline") } && waiting() == [])
        #expect(try pod.rows("SELECT * FROM renaming") == [])
    }

    @Test func textsThatNameSomebodyAreFoundSomeAtATime() throws {
        let carol = try pod.addUser("carol", firstName: "Carol")
        let post = try addPost("post")
        for number in 0..<1_100 {
            try addComment(
                number % 2 == 0 ? "For @{carol@localhost:3000}" : "For @{dora@localhost:3000}",
                to: post)
        }
        try renderAll()
        try pod.database.write { try $0.insertRenaming(personID: carol.person.id) }
        try pod.damage("DELETE FROM renaming WHERE kind <> 'comment'")
        let texts = RenamedTexts(
            batch: TextBatch(
                database: pod.database, settings: pod.settings, clock: pod.clock.pod,
                strangers: nil, threads: Threads(count: 1)))
        var counts: [Int] = []

        while try texts.enqueueNext() { counts.append(try waiting().count) }

        #expect(counts == [250, 500, 550, 550])
    }

    // MARK: - Slow texts

    private static let long = String(repeating: "*long* ", count: 3_000)

    private func comment(on post: GUID, _ text: String = long) throws {
        try pod.comment([text], on: post, by: bob)
    }

    @Test func aBuildBesideNoWorkerRendersSlowCommentsAlone() throws {
        let post = try pod.publish("# Hello")
        for _ in 0..<2 { try comment(on: post) }
        _ = try addPost(Self.long)
        let backlog = pod.backlog

        #expect(try backlog.renderNextSlowComment())
        #expect(try backlog.renderNextSlowComment())
        #expect(try !backlog.renderNextSlowComment())

        #expect(try pod.rows("SELECT COUNT(*) FROM slowComment") == ["0"])
        #expect(try waiting() == ["0"])
    }

    @Test func attack28SlowTextsAreRenderedOneOfEachKindAtATime() throws {
        let post = try pod.publish("# Hello")
        for _ in 0..<3 {
            try comment(on: post)
            _ = try addPost(Self.long)
        }
        for number in 0..<5 { _ = try addPost("quick \(number)") }
        let backlog = pod.backlog

        _ = try backlog.renderNext()

        #expect(try html().filter { $0.hasPrefix("<p>quick") }.count == 5)
        #expect(try pod.rows("SELECT COUNT(*) FROM slowComment") == ["2"])
        #expect(try pod.rows("SELECT COUNT(*) FROM unrenderedPost") == ["2"])
    }

    @Test func aRoundBesideOthersIsSmall() throws {
        for number in 0..<60 { _ = try addPost("post \(number)") }

        #expect(try pod.backlog.renderNext(isSmall: true))

        #expect(try html().count == TextBacklog.smallLimit.rows)
    }

    @Test func attack28BesideOthersOneSlowTextIsRenderedAtATimeByTurns() throws {
        let post = try pod.publish("# Hello")
        for _ in 0..<2 {
            _ = try addPost(Self.long)
            try addMessage(Self.long)
            try comment(on: post)
        }
        let backlog = pod.backlog
        var rendered: [[String]] = []

        for _ in 0..<4 {
            _ = try backlog.renderNext(isSmall: true)
            rendered.append(
                try pod.rows(
                    """
                    SELECT (SELECT COUNT(*) FROM unrenderedPost),
                        (SELECT COUNT(*) FROM unrenderedMessage),
                        (SELECT COUNT(*) FROM slowComment)
                    """))
        }

        #expect(rendered == [["1 2 2"], ["1 1 2"], ["1 1 1"], ["0 1 1"]])
    }

    @Test func textsOfAnotherVersionDoNotWaitForSlowOnesWhoseChildCannotBeStarted() throws {
        try comment(on: pod.publish("# Hello"))
        try addComment("*quick*", to: addPost("post"))
        try pod.damage("DELETE FROM unrenderedComment")
        let logger = LogLines().logger
        let backlog = TextBacklog(
            database: pod.database, settings: pod.settings, clock: pod.clock.pod,
            strangers: StrangersText(program: "/nowhere", logger: logger), logger: logger)
        let now = ContinuousClock.now

        while try backlog.renderNext(at: now) {}

        #expect(try html() == ["<p>post</p>", "<p><em>quick</em></p>"])
        #expect(try pod.rows("SELECT COUNT(*) FROM slowComment") == ["1"])
    }

    @Test func aTextWhoseChildCannotBeStartedWaits() throws {
        let post = try pod.publish("# Hello")
        try comment(on: post)
        let lines = LogLines()
        let backlog = TextBacklog(
            database: pod.database, settings: pod.settings, clock: pod.clock.pod,
            strangers: StrangersText(program: "/nowhere", logger: lines.logger),
            logger: lines.logger)
        var now = ContinuousClock.now

        for _ in 0..<3 {
            #expect(try !backlog.renderNext(at: now))
            now += ChildPause.longest
        }

        #expect(try html() == [] && pod.rows("SELECT isTried FROM slowComment") == ["0"])
        #expect(lines.all.count == 1)
        _ = try addPost("quick")
        #expect(try backlog.renderNext(at: now) && html() == ["<p>quick</p>"])
        try renderAll()
        #expect(try html().count == 2)
    }

    @Test func aPauseDoublesAndIsBounded() {
        let pause = ChildPause()
        let now = ContinuousClock.now
        #expect(!pause.isOn(at: now))

        #expect(pause.begin(at: now) && !pause.begin(at: now))

        #expect(pause.isOn(at: now + ChildPause.shortest * 1.5))
        #expect(!pause.isOn(at: now + ChildPause.shortest * 2))
        for _ in 0..<20 { _ = pause.begin(at: now) }
        #expect(!pause.isOn(at: now + ChildPause.longest))
        pause.end()
        #expect(!pause.isOn(at: now) && pause.begin(at: now))
    }

    @Test func deletingDeletesTheHTML() throws {
        let post = try addPost("post")
        try addComment("comment", to: post)
        try renderAll()
        try addComment("another", to: post)

        try pod.database.write { transaction in
            let post = try #require(try transaction.reading.post(id: post))
            try transaction.deletePost(post, at: SitePod.start)
        }

        #expect(try html() == [] && waiting() == [])
    }
}
