import Foundation
import Markup
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "XML Serialization" and "Entities".
@Suite struct EntityReaderTests {
    private let a = String(repeating: "a", count: 32)

    private func post(_ changes: [String: String?] = [:], and more: String = "")
        throws(EntityError) -> Entities.StatusMessage?
    {
        guard case .statusMessage(let post) = try Sample.read(Sample.postXML(changes, and: more))
        else { return nil }
        return post
    }

    private func refuses(
        _ changes: [String: String?] = [:], and more: String = "", _ error: EntityError,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) { try post(changes, and: more) }
    }

    private func refuses(
        _ name: String, _ properties: [(String, String)], _ error: EntityError,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) {
            try Sample.read(Sample.xml(name, properties))
        }
    }

    @Test func unknownElementsAndOrderDoNotMatter() throws {
        let xml = """
            <status_message><x/><text>Hello</text><x>1</x><public>true</public><guid>\(a)</guid>
            <author>alice@one.example</author><y><z/></y><created_at>\(Sample.timeText)</created_at>
            </status_message>
            """
        let alice = try #require(DiasporaID("alice@one.example"))
        #expect(try Sample.read(xml) == Sample.post(by: alice))
    }

    @Test(arguments: ["author", "guid", "text"])
    func whatIsRequiredMustBeThere(property: String) {
        refuses([property: nil], .missing("status_message.\(property)"))
    }

    @Test func anEmptyTextIsOneAndOtherEmptyValuesAreNone() throws {
        let post = try post(
            ["text": "", "provider_display_name": "", "edited_at": "", "created_at": ""],
            and: "<location/>")

        #expect(post?.text == "")
        #expect(post?.providerDisplayName == nil)
        #expect(post?.createdAt == nil)
        #expect(post?.location == nil)
    }

    @Test(arguments: ["true", "t", "yes", "y", "1", "TRUE", "Yes"])
    func truthsAreReadInManyForms(text: String) throws {
        #expect(try post(["public": text])?.isPublic == true)
    }

    @Test func whatIsNoTruthIsRefused() throws {
        #expect(try post(["public": nil])?.isPublic == false)
        #expect(try post(["public": "No"])?.isPublic == false)
        for text in ["", "maybe", "tru", " true", "2"] {
            refuses(["public": text], .invalidBoolean("status_message.public"))
        }
    }

    @Test func attack19RepeatedPropertiesAreRefused() {
        for property in ["author", "guid", "created_at", "public", "text"] {
            refuses(
                and: "<\(property)>x</\(property)>", .repeated("status_message.\(property)"))
        }
        let location = "<location><address>x</address><lat>1</lat><lng>1</lng></location>"
        refuses(and: location + location, .repeated("status_message.location"))
    }

    @Test func attack19WhatIsNoXMLIsRefused() {
        for text in ["", "hello", "<status_message>", "<a></b>"] {
            #expect(throws: EntityError.unreadable(.notWellFormed(line: 1))) {
                try Sample.read(text)
            }
        }
        #expect(throws: EntityError.unreadable(.documentType)) {
            try Sample.read("<!DOCTYPE x>" + Sample.postXML())
        }
        #expect(throws: EntityError.unreadable(.invalidCharacter(line: 1))) {
            try Sample.read("<status_message>\u{0}</status_message>")
        }
        let nested = String(repeating: "<x>", count: 100) + String(repeating: "</x>", count: 100)
        #expect(throws: EntityError.unreadable(.tooDeep(line: 1))) {
            try Sample.read("<status_message>\(nested)</status_message>")
        }
        #expect(throws: EntityError.unreadable(.tooLarge(bytes: 2_097_153))) {
            try EntityReader.read([UInt8](repeating: 0x20, count: 2_097_153))
        }
    }

    @Test(arguments: ["StatusMessage", "status__message", "_post", "post1", "status-message"])
    func whatIsNoNameOfAnEntityIsRefused(name: String) {
        #expect(throws: EntityError.invalidEntityName(name)) { try Sample.read("<\(name)/>") }
    }

    @Test(arguments: ["photograph", "location", "poll", "person", "related_entity", "request"])
    func whatNeverStandsAloneIsUnknown(name: String) {
        #expect(throws: EntityError.unknownEntity(name)) { try Sample.read("<\(name)/>") }
    }

    @Test func attack20LongTextsAreRefused() throws {
        let longest = String(repeating: "é", count: 65_535)
        #expect(try post(["text": longest])?.text == longest)
        refuses(["text": longest + "x"], .tooLong("status_message.text", maximum: 65_535))
        refuses(
            ["provider_display_name": String(repeating: "x", count: 4_097)],
            .tooLong("status_message.provider_display_name", maximum: 4_096))
    }

    @Test func attack20TenThousandPhotosAreRefused() throws {
        refuses(
            and: String(repeating: "<photo/>", count: 10_000),
            .tooManyElements("status_message", maximum: 1_200))
        let photo = """
            <photo><guid>\(a)</guid><author>alice@one.example</author>\
            <remote_photo_path>https://x.example/</remote_photo_path>\
            <remote_photo_name>y</remote_photo_name></photo>
            """
        refuses(
            and: String(repeating: photo, count: 1_001),
            .tooMany("status_message.photo", maximum: 1_000))
        #expect(try post(and: String(repeating: photo, count: 1_000))?.photos.count == 1_000)
    }

    @Test func attack20NamesAndTagsAreLimited() {
        func profile(_ property: String, _ value: String, _ error: EntityError) {
            refuses("profile", [("author", "alice@one.example"), (property, value)], error)
        }
        let long = String(repeating: "x", count: 300)
        profile("full_name", long, .tooLong("profile.full_name", maximum: 70))
        profile("first_name", long, .tooLong("profile.first_name", maximum: 32))
        profile("last_name", "a;b", .invalidValue("profile.last_name"))
        profile("gender", long, .tooLong("profile.gender", maximum: 255))
        profile("location", long, .tooLong("profile.location", maximum: 255))
        profile("tag_string", "#1 #2 #3 #4 #5 #6", .tooMany("profile.tag_string", maximum: 5))
        profile(
            "tag_string", String(repeating: "#x", count: 500_000),
            .tooLong("profile.tag_string", maximum: 1_400))
        profile("birthday", "1988-02-30", .invalidDate("profile.birthday"))
        profile("birthday", "15.7.1988", .invalidDate("profile.birthday"))
        profile("image_url", "not an address", .invalidURL("profile.image_url"))
        profile("image_url", "https://x.example", .invalidURL("profile.image_url"))
        profile("image_url", "javascript:alert(1)", .invalidURL("profile.image_url"))
        profile("nsfw", "perhaps", .invalidBoolean("profile.nsfw"))
    }

    @Test(arguments: ["ALICE@one.example", "alice", " alice@one.example", "acct:alice@one.example"])
    func attack26AnAuthorIsNamedExactly(author: String) {
        refuses(["author": author], .invalidDiasporaID("status_message.author"))
    }

    @Test func guidsAreChecked() {
        for guid in ["", "short", a + " ", a + "-", String(repeating: "a", count: 256)] {
            refuses(["guid": guid], .invalidGUID("status_message.guid"))
        }
    }

    @Test func attack10WhatIsNestedIsByTheSameAuthor() {
        let photo = """
            <photo><guid>\(a)</guid><author>eve@three.example</author>\
            <remote_photo_path>https://x.example/</remote_photo_path>\
            <remote_photo_name>y</remote_photo_name></photo>
            """
        refuses(and: photo, .foreignAuthor("status_message.photo"))
        let event = """
            <event><author>eve@three.example</author><guid>\(a)</guid><summary>x</summary>\
            <start>2024-01-02</start></event>
            """
        refuses(and: event, .foreignAuthor("status_message.event"))
        let message = """
            <author>eve@three.example</author><guid>\(a)</guid><text>x</text>\
            <conversation_guid>\(a)</conversation_guid>
            """
        refuses(
            "conversation",
            [
                ("author", "alice@one.example"), ("guid", a), ("subject", "x"),
                ("participants", "alice@one.example;eve@three.example"), ("message", message),
            ], .foreignAuthor("conversation.message"))
    }

    @Test func pollsHaveTwoAnswersAtLeast() throws {
        func poll(_ answers: [String]) -> String {
            let answers = answers.map {
                "<poll_answer><guid>\(a)</guid><answer>\($0)</answer></poll_answer>"
            }
            return "<poll><guid>\(a)</guid><question>?</question>\(answers.joined())</poll>"
        }
        #expect(try post(and: poll(["A", "B"]))?.poll?.answers.map(\.answer) == ["A", "B"])
        refuses(and: poll(["A"]), .tooFew("poll.poll_answer", minimum: 2))
        refuses(and: poll(["A", ""]), .empty("poll_answer.answer"))
        refuses(
            and: poll(["A", String(repeating: "x", count: 256)]),
            .tooLong("poll_answer.answer", maximum: 255))
    }

    @Test func embedsAreAPageOrNothing() throws {
        #expect(
            try post(and: "<embed><nothing>true</nothing></embed>")?.embed == .nothing)
        #expect(
            try post(and: "<embed><url>https://x.example/</url></embed>")?.embed
                == .page(url: "https://x.example/", title: nil, details: nil, image: nil))
        refuses(and: "<embed><title>x</title></embed>", .contradiction("embed"))
        refuses(
            and: "<embed><url>https://x.example/</url><nothing>true</nothing></embed>",
            .contradiction("embed"))
        refuses(and: "<embed><url>/x</url></embed>", .invalidURL("embed.url"))
    }

    @Test func eventsHaveAStartAndATimezone() {
        func event(_ more: String, _ error: EntityError) {
            refuses(
                and: "<event><author>alice@one.example</author><guid>\(a)</guid>"
                    + "<summary>x</summary>\(more)</event>", error)
        }
        event("", .missing("event.start"))
        event("<start>soon</start>", .invalidTimestamp("event.start"))
        event("<start>2024-01-02</start><timezone>CET</timezone>", .invalidValue("event.timezone"))
    }

    @Test func photosHaveAnAddressThatEndsWithASlash() {
        func photo(_ path: String, _ error: EntityError) {
            refuses(
                "photo",
                [
                    ("guid", a), ("author", "alice@one.example"), ("remote_photo_path", path),
                    ("remote_photo_name", "x"),
                ], error)
        }
        photo("", .empty("photo.remote_photo_path"))
        photo("https://x.example/y", .invalidURL("photo.remote_photo_path"))
        photo("https://x.example", .invalidURL("photo.remote_photo_path"))
    }

    @Test func contactsDoNotContradictThemselves() throws {
        let people = [("author", "alice@one.example"), ("recipient", "bob@two.example")]
        let blocking = [("blocking", "true")]
        refuses("contact", people + blocking, .contradiction("contact.blocking"))
        let contact = try Sample.read(
            Sample.xml("contact", people + blocking + [("following", "false"), ("sharing", "0")]))
        #expect(
            try contact
                == .contact(
                    .init(
                        author: #require(DiasporaID("alice@one.example")),
                        recipient: #require(DiasporaID("bob@two.example")), isFollowing: false,
                        isSharing: false, isBlocking: true)))
    }

    @Test func resharesNameBothAuthorAndPostOrNone() throws {
        let reshare = [("author", "alice@one.example"), ("guid", a)]
        let alice = try #require(DiasporaID("alice@one.example"))
        #expect(
            try Sample.read(Sample.xml("reshare", reshare))
                == .reshare(.init(author: alice, guid: Sample.guid(), root: nil)))
        refuses(
            "reshare", reshare + [("root_guid", a)], .contradiction("reshare.root_guid"))
        refuses(
            "reshare", reshare + [("root_author", "bob@two.example")],
            .contradiction("reshare.root_guid"))
    }

    @Test func relayablesNameTheirParent() {
        let like = [
            ("author", "alice@one.example"), ("guid", a), ("parent_guid", a), ("positive", "true"),
        ]
        refuses("like", like, .missing("like.parent_type"))
        refuses("like", like + [("parent_type", "Photo")], .invalidValue("like.parent_type"))
        let participation = [("author", "alice@one.example"), ("guid", a), ("parent_guid", a)]
        refuses(
            "participation", participation + [("parent_type", "Comment")],
            .invalidValue("participation.parent_type"))
        refuses(
            "event_participation", participation + [("status", "maybe")],
            .invalidValue("event_participation.status"))
    }

    @Test func conversationsNameTheirParticipants() {
        func conversation(_ participants: String, _ error: EntityError) {
            refuses(
                "conversation",
                [
                    ("author", "alice@one.example"), ("guid", a), ("subject", "x"),
                    ("participants", participants),
                ], error)
        }
        conversation("alice@one.example", .tooFew("conversation.participants", minimum: 2))
        conversation(
            "bob@two.example;eve@three.example", .invalidValue("conversation.participants"))
        conversation(
            "alice@one.example;nobody", .invalidDiasporaID("conversation.participants"))
        conversation(
            Array(repeating: "alice@one.example", count: 1_001).joined(separator: ";"),
            .tooMany("conversation.participants", maximum: 1_000))
    }

    @Test func migrationsHaveTwoIdentities() throws {
        func migration(author: String, new: String, old: String?) -> [(String, String)] {
            [("author", author), ("profile", "<author>\(new)</author>"), ("signature", "x")]
                + (old.map { [("old_identity", $0)] } ?? [])
        }
        let error = EntityError.contradiction("account_migration.old_identity")
        let (alice, bob, eve) = ("alice@one.example", "bob@two.example", "eve@three.example")
        refuses("account_migration", migration(author: alice, new: alice, old: nil), error)
        refuses("account_migration", migration(author: alice, new: bob, old: eve), error)
        guard
            case .accountMigration(let read) = try Sample.read(
                Sample.xml("account_migration", migration(author: bob, new: bob, old: alice)))
        else {
            Issue.record("it is no migration")
            return
        }
        #expect(read.author.description == bob && read.newIdentity == read.author)
        #expect(read.oldIdentity.description == alice && read.signature == "x")
    }
}
