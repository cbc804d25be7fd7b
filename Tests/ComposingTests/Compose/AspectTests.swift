import Diaspora
import Store
import Testing

@testable import Composing
@testable import PodFixtures

/// A user's aspects, and the people in them.
@Suite struct AspectTests {
    private let pod: SitePod
    private let bob: Author

    init() throws {
        pod = try SitePod()
        bob = try pod.addUser("bob")
    }

    private func aspects() throws -> [Aspect] {
        try pod.database.read { try $0.aspects(userID: pod.author.user.id) }
    }

    private func row(_ name: String) throws -> Int64 {
        try #require(try aspects().first { $0.name == name }).id
    }

    @Test func anAspectIsRenamedAndMoved() throws {
        try pod.composer.addAspect("Choir", of: pod.author)
        try pod.composer.addAspect("Club", of: pod.author)
        let names = try aspects().map(\.name)
        try pod.composer.moveAspect(try row("Club"), isUp: true, of: pod.author)
        #expect(try aspects().map(\.name) == names.dropLast(2) + ["Club", "Choir"])
        try pod.composer.moveAspect(try row("Choir"), isUp: false, of: pod.author)
        #expect(try aspects().map(\.name) == names.dropLast(2) + ["Club", "Choir"])
        try pod.composer.renameAspect(try row("Choir"), to: " choir ", of: pod.author)
        #expect(try aspects().last?.name == "choir")
        #expect(throws: ComposeError.aspectExists("CLUB")) {
            try pod.composer.renameAspect(try row("choir"), to: "CLUB", of: pod.author)
        }
        #expect(throws: ComposeError.aspectNameLength(limit: 20)) {
            try pod.composer.renameAspect(try row("choir"), to: "  ", of: pod.author)
        }
    }

    @Test func aspectsOfOthersAreNotThere() throws {
        try pod.composer.addAspect("Choir", of: pod.author)
        let id = try row("Choir")
        for act in [
            { try pod.composer.renameAspect(id, to: "Mine", of: bob) },
            { try pod.composer.moveAspect(id, isUp: true, of: bob) },
            { try pod.composer.deleteAspect(id: id, of: bob) },
            { try pod.composer.setAspects([id], for: pod.author.person.diasporaID, of: bob) },
        ] {
            #expect(throws: ComposeError.self) { try act() }
        }
        #expect(try row("Choir") == id)
    }

    @Test func thereIsAnEndToAspects() throws {
        let known = try aspects().count
        for number in known..<100 { try pod.composer.addAspect("A\(number)", of: pod.author) }
        #expect(throws: ComposeError.tooManyAspects(limit: 100)) {
            try pod.composer.addAspect("One more", of: pod.author)
        }
    }

    @Test func aPersonIsInTheseAspectsAndNoOthers() throws {
        let id = bob.person.diasporaID
        for name in ["Choir", "Club"] { try pod.composer.addAspect(name, of: pod.author) }
        let (choir, club) = (try row("Choir"), try row("Club"))
        for wanted in [[choir, club], [club], [], [choir]] as [Set<Int64>] {
            try pod.composer.setAspects(wanted, for: id, of: pod.author)
            let (found, contact) = try pod.database.read { database in
                (
                    try database.aspectIDs(
                        personID: bob.person.id, userID: pod.author.user.id),
                    try database.contact(
                        userID: pod.author.user.id, personID: bob.person.id)
                )
            }
            #expect(found == wanted && (contact?.isReceiving ?? false) == !wanted.isEmpty)
        }
    }

    @Test func deletingTheLastAspectOfSomebodyEndsTheSharing() throws {
        let id = bob.person.diasporaID
        for name in ["Choir", "Club"] { try pod.composer.addAspect(name, of: pod.author) }
        try pod.composer.setAspects([try row("Choir"), try row("Club")], for: id, of: pod.author)
        for (name, isShared) in [("Choir", true), ("Club", false)] {
            try pod.composer.deleteAspect(id: try row(name), of: pod.author)
            let contact = try pod.database.read {
                try $0.contact(userID: pod.author.user.id, personID: bob.person.id)
            }
            #expect((contact?.isReceiving ?? false) == isShared)
        }
    }
}
