import Diaspora
import Testing

@testable import Store

@Suite struct PersonMoveTests {
    private let pod: PopulatedDatabase
    private let newID: Int64

    init() throws {
        pod = try PopulatedDatabase()
        let id = try #require(DiasporaID("bob@newer.example"))
        newID = try pod.database.write { [pod] in
            try $0.insertPerson(
                guid: GUID(hexadecimal: (0xF, 1)), diasporaID: id, kind: .remote,
                createdAt: pod.start)
        }
    }

    @Test func theNewIdentityIsInTheAspectsOfTheOldOne() throws {
        try move()

        #expect(try aspects() == ["Friends"])
        #expect(try contact()?.isReceiving == true)
        #expect(try contact()?.isSharing == false)
    }

    @Test func whoToldOfSharingBeforeOfMovingIsSharedWithStill() throws {
        try pod.database.write {
            _ = try $0.setSharing(
                true, personID: newID, userID: pod.aliceUserID, at: pod.start)
        }

        try move()

        #expect(try aspects() == ["Friends"])
        #expect(try contact()?.isReceiving == true)
        #expect(try contact()?.isSharing == true)
    }

    @Test func whoIsAContactTwiceIsOneInAllAspects() throws {
        try pod.database.write { transaction in
            let work = try transaction.insertAspect(name: "Work", userID: pod.aliceUserID)
            try transaction.addContact(
                personID: newID, aspectID: work, userID: pod.aliceUserID, createdAt: pod.start)
            _ = try transaction.setSharing(
                true, personID: pod.bobID, userID: pod.aliceUserID, at: pod.start)
        }

        try move()

        #expect(Set(try aspects()) == ["Friends", "Work"])
        #expect(try contact()?.isSharing == true)
        #expect(try DatabaseCheck(database: pod.database).findings() == [])
    }

    private func move() throws {
        try pod.database.write { try $0.movePerson(id: pod.bobID, to: newID) }
        #expect(try contact(of: pod.bobID) == nil)
    }

    private func contact(of personID: Int64? = nil) throws -> Contact? {
        try pod.database.read {
            try $0.contact(userID: pod.aliceUserID, personID: personID ?? newID)
        }
    }

    private func aspects() throws -> [String] {
        let contact = try #require(try contact())
        return try pod.database.read { try $0.aspectNames(contactID: contact.id) }
    }
}
