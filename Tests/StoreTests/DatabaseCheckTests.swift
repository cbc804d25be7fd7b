import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct DatabaseCheckTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func aHealthyPodHasNoFindings() throws {
        #expect(try DatabaseCheck(path: pod.path).findings() == [])
    }

    @Test(arguments: [
        ("DELETE FROM person WHERE kind = 'remote'", "name a row of person that is not there"),
        (
            "DROP TRIGGER postSearchUpdate; UPDATE post SET text = 'unknown'",
            "search does not hold the texts"
        ),
        ("DELETE FROM listing WHERE rank = 2", "gaps"),
        ("UPDATE post SET createdAt = -createdAt WHERE isPublic = 1", "not in the order"),
        ("DELETE FROM listing", "list home: this list lacks the post"),
        ("DELETE FROM tagging", "does not belong there"),
        ("UPDATE post SET isPublic = 0", "does not belong there"),
        ("DELETE FROM rendering", "no rendered text"),
        (
            "DELETE FROM list WHERE kind = 'month'; DELETE FROM listing WHERE listID NOT IN "
                + "(SELECT id FROM list)", "exactly one month"
        ),
        ("UPDATE personKey SET privateKey = NULL", "User alice: the account has no private key"),
    ])
    func whatIsWrongIsSaid(sql: String, sentence: String) throws {
        try pod.damage(sql)

        let findings = try DatabaseCheck(database: pod.database).findings()

        #expect(findings.contains { $0.text.contains(sentence) }, "\(findings)")
    }

    @Test func aCheckChangesNothing() throws {
        let before = try pod.database.pool.read { try DatabaseDump($0) }

        _ = try DatabaseCheck(database: pod.database).findings()

        #expect(try pod.database.pool.read { try DatabaseDump($0) } == before)
    }

    @Test func anOlderSchemaIsCheckedAsFarAsItGoes() throws {
        for _ in 0..<3 { _ = try Migrator(database: pod.database).rollback() }

        #expect(try DatabaseCheck(path: pod.path).findings() == [])
    }

    @Test func aDamagedPageIsAFinding() throws {
        try pod.database.checkpoint()
        try pod.database.close()
        let url = URL(filePath: pod.path)
        var bytes = try Data(contentsOf: url)
        let middle = 4_096 * 12
        bytes.replaceSubrange(middle..<(middle + 4_096), with: Data(repeating: 0x55, count: 4_096))
        try bytes.write(to: url)

        let findings = try DatabaseCheck(path: pod.path).findings()

        #expect(findings.contains { $0.text.hasPrefix("\(pod.path) is damaged") }, "\(findings)")
        #expect(findings.allSatisfy { $0.kind == .damage }, "\(findings)")
    }
}
