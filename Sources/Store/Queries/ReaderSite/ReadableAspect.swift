internal import GRDB

/// An aspect of the reader's own, with the number of people in it.
public struct ReadableAspect: Sendable, Equatable {
    public let id: Int64
    public let name: String
    public let memberCount: Int
}

extension ReaderTransaction {
    /// Lists the aspects of the reader, in their order.
    public func aspects() throws -> [ReadableAspect] {
        try database.rows(
            sql: """
                SELECT aspect.id, aspect.name, (
                    SELECT count(*) FROM readableAspectMember AS member
                    WHERE member.aspectID = aspect.id)
                FROM readableAspect AS aspect ORDER BY aspect.position, aspect.id
                """
        ).all {
            try ReadableAspect(id: $0.value(0), name: $0.value(1), memberCount: $0.value(2))
        }
    }
}
