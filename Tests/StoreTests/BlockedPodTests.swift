import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// What SQL says of blocked pods is what ``PodName`` says of them.
@Suite struct BlockedPodTests {
    private static let names = [
        "pod.example", "pod.example:3000", "www.pod.example", "a.pod.example", "pod1", "pod1:22",
        "[2001:db8::1]", "[2001:db8::1]:3000", "192.0.2.1", "192.0.2.1:8080", "other.example",
    ]

    @Test(arguments: names)
    func aNameBlocksTheSamePodsInSQLAndInSwift(blocked: String) throws {
        let pod = try PopulatedDatabase(publicPostCount: 0)
        let name = try #require(PodName(blocked))
        let date = pod.start
        try pod.database.write { _ = try $0.block(name, at: date) }

        for host in Self.names + ["pod.example:443", "www.pod.example:80", "www.pod.example:3000"] {
            let other = PodName(authority: host)
            try pod.database.read { database in
                #expect(try database.isBlocked(other) == name.covers(other), "\(host)")
                let inSQL = try Bool.fetchOne(
                    database.database,
                    sql: "SELECT \(BlockedPod.isBlocked("host")) FROM (SELECT ? AS host)",
                    arguments: [host])
                #expect(inSQL == name.covers(other), "\(host)")
            }
        }
    }

    @Test func whatIsRefusedIsCountedForThePodAndForItsHost() throws {
        let pod = try PopulatedDatabase(publicPostCount: 0)
        let (port, host) = (
            PodName(authority: "pod.example:3000"), PodName(authority: "pod.example")
        )
        let date = pod.start
        try pod.database.write { transaction in
            #expect(try transaction.block(port, at: date) == 0)
            #expect(try transaction.block(host, at: date) == 0)
            try transaction.countRefused(2, from: port)
            try transaction.countRefused(1, from: PodName(authority: "pod.example:4000"))
        }

        let blocked = try pod.database.read { try $0.blockedPods() }
        #expect(blocked.map(\.refused).suffix(2) == [3, 2])
    }
}
