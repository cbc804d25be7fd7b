internal import Foundation
internal import GRDB

/// An answer of somebody of this pod.
public struct OwnAnswer: Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable {
        case comment, liking, vote
    }

    public let kind: Kind
    public let row: Int64
    public let authorID: Int64
}

extension ReadTransaction {
    /// Lists the answers of people of this pod whose signatures name their authors.
    public func ownAnswers(_ kind: OwnAnswer.Kind) throws -> [OwnAnswer] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id, authorID FROM \(kind.rawValue)
                WHERE authorID IN (SELECT id FROM person WHERE kind = 'local') ORDER BY id
                """
        ).map { OwnAnswer(kind: kind, row: try $0.value(0), authorID: try $0.value(1)) }
    }
}

extension WriteTransaction {
    /// Stores the signed form of an answer.
    ///
    /// - Parameter xml: The answer as its author signs it.
    public func setXML(_ xml: [UInt8], of answer: OwnAnswer) throws {
        try database.run(
            sql: "UPDATE \(answer.kind.rawValue) SET xml = ? WHERE id = ?",
            arguments: [Data(xml), answer.row])
    }
}
