public import Cryptography
internal import Foundation
public import Store

/// One page in the database, on which `doctor` writes a one-time word and `serve` notes the request that brought it.
///
/// Nothing of it is ever answered: whoever guesses at the word learns as little as by any address that is not there.
public struct SightingBook: Sendable {
    private let database: PodDatabase

    private static let wordKey = "doctor.word"
    private static let sightingKey = "doctor.sighting"

    public init(database: PodDatabase) {
        self.database = database
    }

    /// Begins a new page.
    ///
    /// - Returns: The word, 32 hexadecimal digits.
    public func open(random: any RandomBytes) throws -> String {
        let word = random.hexadecimal(byteCount: 16)
        try database.write {
            try $0.setState(Self.wordKey, word)
            try $0.setState(Self.sightingKey, "")
        }
        return word
    }

    /// Notes a request, if it brings the word, once.
    public func note(_ word: String, _ sighting: @autoclosure () -> Sighting) throws {
        guard word.utf8.count == 32, try isAwaited(word) else { return }
        let json = String(decoding: try JSONEncoder().encode(sighting()), as: UTF8.self)
        try database.write { transaction in
            guard try transaction.reading.state(Self.wordKey) == word else { return }
            try transaction.setState(Self.wordKey, "")
            try transaction.setState(Self.sightingKey, json)
        }
    }

    /// Ends the page; the word is worth nothing from then on.
    ///
    /// - Returns: The request that brought it, if one did.
    public func close() throws -> Sighting? {
        let json = try database.write { transaction in
            let json = try transaction.reading.state(Self.sightingKey)
            try transaction.setState(Self.wordKey, "")
            try transaction.setState(Self.sightingKey, "")
            return json
        }
        guard let json, !json.isEmpty else { return nil }
        return try JSONDecoder().decode(Sighting.self, from: Data(json.utf8))
    }

    private func isAwaited(_ word: String) throws -> Bool {
        try database.read { try $0.state(Self.wordKey) } == word
    }
}
