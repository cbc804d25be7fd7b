internal import GRDB

/// An aspect of the reader's own, with the number of people in it.
public struct ReadableAspect: Sendable, Equatable {
    public let name: String
    public let memberCount: Int
}

extension ReaderTransaction {
    /// Lists the aspects of the reader, in their order.
    public func aspects() throws -> [ReadableAspect] {
        try database.rows(
            sql: """
                SELECT aspect.name, (
                    SELECT count(*) FROM readableAspectMember AS member
                    WHERE member.aspectID = aspect.id)
                FROM readableAspect AS aspect ORDER BY aspect.position, aspect.id
                """
        ).all { ReadableAspect(name: try $0.value(0), memberCount: try $0.value(1)) }
    }
}
