import Diaspora
import Store
import TestSupport
import Testing

@testable import Pipeline

/// What the deletion of a post here costs when strangers' texts name it.
@Suite(.serialized) struct DeletionCostTests {
    static let shapes = [
        CostShape("flags", "\u{1F1E6}", bytes: 64_000),
        CostShape("beginnings of links", "diaspora:/", bytes: 64_000),
        CostShape("words", "word ", bytes: 64_000),
    ]

    @Test(arguments: shapes)
    func textsThatNameADeletedPostCostWhatTheyAreLong(shape: CostShape) throws {
        let pod = try SitePod()
        var named: Set<GUID> = []

        let cost = CostMeasurement(shape) { bytes in
            do {
                let guid = try #require(GUID("0123456789abcdef\(bytes.count)"))
                if named.insert(guid).inserted {
                    _ = try pod.publish(String(decoding: bytes, as: UTF8.self) + " \(guid)")
                }
                try pod.database.write { transaction in
                    try PostRevision(composer: pod.composer).unlink(guid, in: transaction)
                }
            } catch { Issue.record(error) }
        }

        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
    }
}
