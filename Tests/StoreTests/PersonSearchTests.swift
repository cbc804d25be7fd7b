import GRDB
import TestSupport
import Testing

@testable import Store

/// People are found by any part of their names and IDs, and by nothing else that somebody types.
@Suite struct PersonSearchTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase(publicPostCount: 1)
        try pod.execute(
            """
            INSERT INTO person (id, guid, diasporaID, kind, createdAt) VALUES
                (901, 'search-guid-00001', 'anja@one.example', 'remote', 0),
                (902, 'search-guid-00002', 'hidden@one.example', 'remote', 0),
                (903, 'search-guid-00003', 'gone@one.example', 'remote', 0);
            UPDATE person SET closedAt = 1 WHERE id = 903;
            INSERT INTO profile (personID, firstName, lastName, isSearchable, updatedAt) VALUES
                (901, 'Ánja', 'Lindström "Lind"', 1, 0), (902, 'Hidden', 'Lindqvist', 0, 0),
                (903, 'Gone', 'Lindberg', 1, 0);
            """)
    }

    @Test(
        arguments: [
            ("lind", [901]), ("NDSTR", [901]), ("one.example", [901]), ("anja@", [901]),
            ("\"Lind\"", [901]), ("li", []), ("", []), ("Lindberg", []), ("name:lind", []),
            ("lind* OR gone", []), ("{name}", []), ("-lind", []), ("\u{0}\u{0}\u{0}", []),
        ] as [(String, [Int64])])
    func aPartOfANameOrAnIDFinds(text: String, people: [Int64]) throws {
        #expect(try found(text) == people)
    }

    @Test func whoDoesNotWantToBeFoundIsFoundByContactsAlone() throws {
        #expect(try found("Lindqvist") == [])
        try pod.execute(
            """
            INSERT INTO contact (userID, personID, isSharing, createdAt)
            VALUES (\(pod.aliceUserID), 902, 1, 0)
            """)
        #expect(try found("Lindqvist") == [902])
    }

    @Test func aNewNameIsFoundInPlaceOfTheOldOne() throws {
        try pod.execute("UPDATE profile SET lastName = 'Berg' WHERE personID = 901")
        #expect(try found("lindstr") == [] && found("berg") == [901])
        try pod.execute(
            "DELETE FROM profile WHERE personID = 901; DELETE FROM person WHERE id = 901")
        #expect(try found("berg") == [])
    }

    private func found(_ text: String) throws -> [Int64] {
        try pod.database.read {
            try $0.people(having: text, forUserID: pod.aliceUserID, limit: 10)
        }
    }
}
