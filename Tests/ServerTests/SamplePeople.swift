import Diaspora
import Foundation
import Store
import Testing

/// Alice of the pod, Bob of another one, and Carol, who has closed her account at the pod.
struct SamplePeople {
    let alice = GUID(hexadecimal: (1, 2))
    let bob = GUID(hexadecimal: (3, 4))
    let carol = GUID(hexadecimal: (5, 6))

    func insert(into database: PodDatabase) throws {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        try database.write { transaction in
            func add(_ id: String, _ guid: GUID, _ kind: Person.Kind) throws -> Int64 {
                try transaction.insertPerson(
                    guid: guid, diasporaID: try #require(DiasporaID(id)), kind: kind,
                    createdAt: now)
            }
            _ = try add("alice@pod.example", alice, .local)
            _ = try add("bob@elsewhere.example", bob, .remote)
            try transaction.closePerson(id: add("carol@pod.example", carol, .local), at: now)
        }
    }
}
