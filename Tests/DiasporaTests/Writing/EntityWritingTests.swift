import Foundation
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "XML Serialization".
@Suite struct EntityWritingTests {
    @Test func whateverIsWrittenIsReadAsTheSame() throws {
        var random = RandomEntity(seed: 7)
        for round in 0..<800 {
            let entity = try random.next(round)
            let xml = entity.xml

            #expect(try EntityReader.read(xml) == entity, "round \(round)")
            #expect(try EntityReader.read(xml).xml == xml, "round \(round)")
            #expect(xml.allSatisfy { $0 < 0x80 }, "round \(round)")
        }
    }

    @Test func jsonNamesEveryProperty() throws {
        var random = RandomEntity(seed: 8)
        for round in 0..<160 {
            let entity = try random.next(round)
            let json = try JSONSerialization.jsonObject(with: Data(entity.json.utf8))
            let root = try #require(json as? [String: Any])

            #expect(root["entity_type"] as? String == entity.name)
            let data = try #require(root["entity_data"] as? [String: Any])
            #expect(data["author"] as? String == entity.author.description)
            #expect((root["property_order"] != nil) == (entity.relayable != nil))
        }
    }

    @Test func specialCharactersAreWrittenAsTheReferenceDoes() throws {
        let alice = try #require(DiasporaID("alice@one.example"))
        let post = Entities.StatusMessage(
            author: alice, guid: try Sample.guid(), createdAt: Sample.time, isPublic: true,
            text: "ü\r\n\t<&>\"'\u{0}\u{FFFF}🦊")

        #expect(
            String(decoding: Entity.statusMessage(post).xml, as: UTF8.self)
                == Sample.postXML([
                    "text": "&#xFC;&#xD;\n\t&lt;&amp;&gt;\"'&#xFFFD;&#xFFFD;&#x1F98A;"
                ]))
    }

    @Test func emptyTextsAreClosedAtOnce() throws {
        let alice = try #require(DiasporaID("alice@one.example"))
        let post = Entities.StatusMessage(author: alice, guid: try Sample.guid(), text: "")
        let lines = String(decoding: Entity.statusMessage(post).xml, as: UTF8.self)
            .split(separator: "\n")

        #expect(lines.suffix(3) == ["  <public>false</public>", "  <text/>", "</status_message>"])
    }
}
