import Foundation
import Testing

@testable import Diaspora

/// Entities that are right, of which a test varies what it is about.
enum Sample {
    static let time = Date(timeIntervalSince1970: 1_704_164_645)
    static let timeText = "2024-01-02T03:04:05Z"

    static func guid(_ digit: Character = "a") throws -> GUID {
        try #require(GUID(String(repeating: digit, count: 32)))
    }

    static func post(by author: DiasporaID, isPublic: Bool = true) throws -> Entity {
        .statusMessage(
            .init(
                author: author, guid: try guid(), createdAt: time, isPublic: isPublic, text: "Hello"
            ))
    }

    static func comment(by author: DiasporaID) throws -> Entities.Comment {
        Entities.Comment(
            author: author, guid: try guid("c"), parentGUID: try guid(), text: "Hi",
            createdAt: time)
    }

    /// One entity's XML.
    static func xml(_ name: String, _ properties: [(String, String)]) -> String {
        let lines = properties.map { "  <\($0.0)>\($0.1)</\($0.0)>\n" }
        return "<\(name)>\n\(lines.joined())</\(name)>"
    }

    static func read(_ xml: String) throws(EntityError) -> Entity {
        try EntityReader.read(Array(xml.utf8))
    }

    /// A post's XML with other values for some properties; nil takes one away.
    static func postXML(_ changes: [String: String?] = [:], and more: String = "") -> String {
        var properties = [
            ("author", "alice@one.example"), ("guid", String(repeating: "a", count: 32)),
            ("created_at", timeText), ("public", "true"), ("text", "Hello"),
        ]
        for (name, value) in changes {
            properties.removeAll { $0.0 == name }
            if let value { properties.append((name, value)) }
        }
        return xml("status_message", properties).replacing(
            "</status_message>", with: more + "</status_message>")
    }
}
