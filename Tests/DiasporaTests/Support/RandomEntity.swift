import CivilTime
import Foundation
import TestSupport
import Testing

@testable import Diaspora

/// Entities with random values that are right.
struct RandomEntity {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    static let kinds = 16

    mutating func next(_ kind: Int) throws -> Entity {
        let author = try id()
        switch kind % Self.kinds {
        case 0: return .statusMessage(try statusMessage(by: author))
        case 1: return .photo(try photo(by: author))
        case 2: return .event(try event(by: author))
        case 3:
            return .comment(
                .init(
                    author: author, guid: try guid(), parentGUID: try guid(), text: text(),
                    createdAt: time(), editedAt: time()))
        case 4:
            return .like(
                .init(
                    author: author, guid: try guid(), parentGUID: try guid(),
                    parentType: truth() ? .post : .comment, isPositive: truth()))
        case 5:
            return .pollParticipation(
                .init(
                    author: author, guid: try guid(), parentGUID: try guid(),
                    pollAnswerGUID: try guid()))
        case 6:
            return .eventParticipation(
                .init(
                    author: author, guid: try guid(), parentGUID: try guid(),
                    status: truth() ? .accepted : .tentative, editedAt: time()))
        case 7:
            return .participation(
                .init(author: author, guid: try guid(), parentGUID: try guid()))
        case 8:
            return .reshare(
                .init(
                    author: author, guid: try guid(), createdAt: time(),
                    root: truth() ? .init(author: try id(), guid: try guid()) : nil))
        case 9:
            let isBlocking = truth()
            return .contact(
                .init(
                    author: author, recipient: try id(), isFollowing: !isBlocking && truth(),
                    isSharing: !isBlocking && truth(), isBlocking: isBlocking))
        case 10: return .profile(profile(of: author))
        case 11:
            return .conversation(
                .init(
                    author: author, guid: try guid(), subject: text(), createdAt: time(),
                    participants: [try id(), author],
                    messages: truth() ? [try message(by: author), try message(by: author)] : []))
        case 12: return .message(try message(by: author))
        case 13:
            return .retraction(
                .init(author: author, targetGUID: try guid(), targetType: "Post"))
        case 14: return .accountDeletion(.init(author: author))
        default:
            return .accountMigration(
                .init(
                    author: author, profile: profile(of: try id()), signature: "AAAA",
                    remotePhotoPath: truth() ? "https://x.example/y/" : nil))
        }
    }

    private mutating func statusMessage(by author: DiasporaID) throws -> Entities.StatusMessage {
        .init(
            author: author, guid: try guid(), createdAt: time(), isPublic: truth(),
            providerDisplayName: optionalText(), text: truth() ? text() : "", editedAt: time(),
            photos: truth() ? [try photo(by: author), try photo(by: author)] : [],
            location: truth() ? location() : nil, poll: truth() ? try poll() : nil,
            event: truth() ? try event(by: author) : nil, embed: truth() ? embed() : nil)
    }

    private mutating func photo(by author: DiasporaID) throws -> Entities.Photo {
        .init(
            guid: try guid(), author: author, isPublic: truth(), createdAt: time(),
            editedAt: time(), remotePhotoPath: "https://x.example/y/", remotePhotoName: text(),
            text: optionalText(), statusMessageGUID: truth() ? try guid() : nil,
            height: truth() ? 480 : nil, width: truth() ? 800 : nil)
    }

    private mutating func location() -> Entities.Location {
        .init(address: truth() ? text() : "", latitude: "48.2", longitude: "16.3")
    }

    private mutating func poll() throws -> Entities.Poll {
        .init(
            guid: try guid(), question: text(),
            answers: [
                .init(guid: try guid(), answer: text()), .init(guid: try guid(), answer: text()),
            ])
    }

    private mutating func event(by author: DiasporaID) throws -> Entities.Event {
        .init(
            author: author, guid: try guid(), editedAt: time(), summary: text(),
            details: optionalText(), start: time() ?? Sample.time, end: time(), isAllDay: truth(),
            timezone: truth() ? "Europe/Berlin" : nil, location: truth() ? location() : nil)
    }

    private mutating func embed() -> Entities.Embed {
        truth()
            ? .nothing
            : .page(
                url: "https://x.example/", title: optionalText(), details: optionalText(),
                image: truth() ? "https://x.example/i.png" : nil)
    }

    private mutating func message(by author: DiasporaID) throws -> Entities.Message {
        .init(
            author: author, guid: try guid(), text: text(), createdAt: time(), editedAt: time(),
            conversationGUID: try guid())
    }

    private mutating func profile(of author: DiasporaID) -> Entities.Profile {
        .init(
            author: author, editedAt: time(), fullName: truth() ? "Åsa" : nil,
            firstName: truth() ? "李" : nil, lastName: truth() ? "O’Neill" : nil,
            imageURL: truth() ? "https://x.example/i.png" : nil,
            imageURLMedium: truth() ? "/i.png" : nil, bio: optionalText(),
            birthday: truth() ? CalendarDate("1988-07-15") : nil, gender: optionalText(),
            location: optionalText(), isSearchable: truth(), isPublic: truth(), isNSFW: truth(),
            tagString: truth() ? "#a #b" : nil)
    }

    // MARK: - Values

    private mutating func truth() -> Bool { Bool.random(using: &generator) }

    private mutating func id() throws -> DiasporaID {
        let number = UInt32.random(in: 0...UInt32.max, using: &generator)
        return try #require(DiasporaID(exactly: "p\(number)@pod.example"))
    }

    private mutating func guid() throws -> GUID {
        GUID(hexadecimal: (generator.next(), generator.next()))
    }

    private mutating func time() -> Date? {
        guard truth() else { return nil }
        return Date(
            timeIntervalSince1970: Double(Int.random(in: -1 << 35...1 << 37, using: &generator)))
    }

    private mutating func optionalText() -> String? { truth() ? text() : nil }

    private static let alphabet = Array(
        " aZ09\r\n\t&<>\"';#@{}[]*_\u{7F}\u{85}\u{A0}éß漢字🦊\u{200D}\u{301}\u{FFFD}\u{10FFFF}"
            .unicodeScalars)

    /// One to forty characters, among them all that are special somewhere.
    private mutating func text() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            if let scalar = Self.alphabet.randomElement(using: &generator) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
