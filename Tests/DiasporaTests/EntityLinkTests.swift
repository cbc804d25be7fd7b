import Foundation
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "diaspora:// URI scheme".
@Suite struct EntityLinkTests {
    private let link = "diaspora://alice@example.org/post/17faf230675101350d995254001bd39e"

    @Test func linksAreFoundInText() throws {
        let text = "See \(link), (web+\(link)). And diaspora://bob@b.example:3000/status_message/"
        let found = EntityLink.all(in: text + "a.b-c_d@e:fghijklmnopq-.")

        #expect(found.map(\.description).first == link)
        #expect(found.count == 2)
        #expect(found.last?.author.description == "bob@b.example:3000")
        #expect(found.last?.type == "status_message")
        #expect(found.last?.guid.string == "a.b-c_d@e:fghijklmnopq")
    }

    @Test(arguments: [
        "", "diaspora://", "diaspora://alice@example.org", "diaspora://alice@example.org/post/",
        "diaspora://alice@example.org/post/short", "diaspora://nobody/post/17faf230675101350d9952",
        "diaspora:/alice@example.org/post/17faf230675101350d995254001bd39e",
        "diaspora://alice@example.org/Post/17faf230675101350d995254001bd39e",
        "diaspora://ali ce@example.org/post/17faf230675101350d995254001bd39e",
    ])
    func whatIsNoLinkIsNotFound(text: String) {
        #expect(EntityLink.all(in: text) == [])
    }

    @Test func theirNumberIsLimited() {
        let text = (0..<100).map { "diaspora://a@b/post/\(1_000_000_000_000_000 + $0) " }.joined()
        #expect(EntityLink.all(in: text).count == 20)
        #expect(EntityLink.all(in: text, maximum: 200).count == 100)
    }
}
