import Cryptography
import Diaspora
import Foundation
import Store
import Testing
import Transport

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// How people of other pods become known.
@Suite struct PersonDirectoryTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let eve: RemotePerson

    init() throws {
        pod = try FederatedPod()
        (bob, eve) = (try .bob(), try .eve())
    }

    private var finger: String { PodAddress(of: bob.id).webFinger(bob.id) }
    private var card: String { PodAddress(of: bob.id).hCard(bob.guid) }

    private func find() async -> DirectoryError? {
        do {
            _ = try await pod.directory.person(bob.id)
            return nil
        } catch {
            return error as? DirectoryError
        }
    }

    @Test func aPersonIsKnownByWhatTheirPodSays() async throws {
        pod.network.add(bob)

        let person = try await pod.directory.person(bob.id)

        #expect(person.guid == bob.guid && person.kind == .remote && !person.isHere)
        let (profile, key, state) = try pod.database.read { database in
            (
                try database.profile(personID: person.id),
                try database.publicKey(personID: person.id), try database.remotePod("one.example")
            )
        }
        #expect(profile?.firstName == "Bob")
        #expect(profile?.imageURL == "https://one.example/assets/user/default.png")
        #expect(key == (try bob.key.publicKey.pem))
        #expect(state?.status == .unchecked)
        #expect(pod.network.asked == [finger, card])
    }

    @Test func whoIsKnownIsNotAskedForAgain() async throws {
        try await pod.know(bob)

        _ = try await pod.directory.person(bob.id)

        #expect(pod.network.asked == [])
    }

    @Test func attack21WhatThisPodHadNoRoomToAskIsAskedAgain() async throws {
        pod.network.add(bob)
        pod.network.answer(finger, .failure(.overloaded))
        #expect(await find() == .unreachable(bob.id, .transport(.overloaded)))
        pod.network.answer(finger, nil)

        #expect(await find() == nil)
    }

    @Test func attack26OnePersonHasOneForm() async throws {
        pod.network.add(bob)
        let forms = ["Bob@One.Example", "acct:bob@one.example", " BOB@ONE.EXAMPLE "]

        for form in forms {
            _ = try await pod.directory.person(try #require(DiasporaID(form)))
        }

        #expect(try pod.rows("SELECT COUNT(*) FROM person WHERE kind = 'remote'") == ["1"])
    }

    @Test func manyWhoAskAtOnceCauseOneRequest() async throws {
        pod.network.add(bob)
        let (directory, id) = (pod.directory, bob.id)
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<20 { group.addTask { _ = try await directory.discover(id) } }
        }

        #expect(try pod.rows("SELECT COUNT(*) FROM person WHERE kind = 'remote'") == ["1"])
        #expect(pod.network.asked.count <= 40)
    }

    @Test func aFailureIsRememberedForFiveMinutes() async throws {
        pod.network.answer(finger, .failure(.timedOut))
        #expect(await find() == .unreachable(bob.id, .transport(.timedOut)))
        pod.network.answer(finger, nil)
        pod.network.add(bob)

        #expect(await find() != nil)
        #expect(pod.network.asked.count == 1)
        pod.clock.advance(301)

        #expect(await find() == nil)
    }

    @Test func whoIsNotThereIsSaidToBe() async throws {
        #expect(await find() == .notThere(bob.id))
    }

    // MARK: - Attacks

    @Test func attack11AnAnswerFromAnotherHostIsRejected() async throws {
        pod.network.add(bob)
        pod.network.answer(
            finger, .redirected(bob.webFinger(), to: "https://evil.example/bob.json"))

        #expect(
            await find()
                == .unreachable(bob.id, .leftThePod("https://evil.example/bob.json")))
        #expect(try pod.person(bob) == nil)
    }

    @Test func attack11ACardFromAnotherHostIsRejected() async throws {
        pod.network.add(bob)
        pod.network.answer(
            card,
            .redirected(
                try bob.card(publicKey: eve.key.publicKey.pem), to: "https://evil.example/bob.html")
        )

        #expect(await find() != nil)
        #expect(try pod.person(bob) == nil)
    }

    @Test func attack11ACardThatIsSaidToBeElsewhereIsRejected() async throws {
        let text = String(decoding: bob.webFinger(), as: UTF8.self).replacing(
            "https://one.example/hcard", with: "https://evil.example/hcard")
        pod.network.answer(finger, .document(Array(text.utf8)))

        guard case .notBelieved = await find() else { return #expect(Bool(false)) }
        #expect(pod.network.asked == [finger])
        #expect(try pod.person(bob) == nil)
    }

    @Test func aRedirectWithinThePodIsFollowed() async throws {
        pod.network.add(bob)
        pod.network.answer(
            finger, .redirected(bob.webFinger(), to: "https://www.one.example/finger"))

        #expect(await find() == nil)
    }

    @Test func aPodThatAnswersAtWWWGetsItsMessagesThere() async throws {
        let text = String(decoding: bob.webFinger(), as: UTF8.self).replacing(
            "https://one.example/", with: "https://www.one.example/")
        pod.network.answer(finger, .document(Array(text.utf8)))
        pod.network.answer(
            "https://www.one.example/hcard/users/\(bob.guid)", .document(try bob.card()))
        #expect(await find() == nil)

        try pod.composer.addContact(bob.id, to: "Friends", of: pod.alice)
        try await pod.send()
        _ = try pod.publish("Words")
        try await pod.send()

        #expect(
            Set(pod.network.arrivals.map(\.destination)) == [
                "www.one.example/receive/users/\(bob.guid)", "www.one.example/receive/public",
            ])
        #expect(try pod.database.read { try $0.remotePod("one.example") }?.status == .noErrors)
    }

    @Test func attack11AKeyChangesOnlyThroughDiscovery() async throws {
        try await pod.hear(bob, sharesWith: pod.alice)
        let stranger = try RemotePerson("bob@one.example", number: 1, key: "eve")
        let forged = pod.post("Forged", by: bob)
        try await pod.receive(.statusMessage(forged), from: stranger)
        #expect(try pod.post(forged.guid) == nil && pod.network.asked.count == 2)

        pod.network.add(stranger)  // his pod says so now
        _ = try await pod.directory.discover(bob.id)
        let new = pod.post("With the new key", by: bob)
        let old = pod.post("With the old key", by: bob)
        try await pod.receive(.statusMessage(new), from: stranger)
        try await pod.receive(.statusMessage(old), from: bob)

        #expect(try pod.post(new.guid) != nil && pod.post(old.guid) == nil)
    }

    @Test func attack11AGUIDOfSomebodyElseIsRejected() async throws {
        try await pod.know(bob)
        let thief = try RemotePerson("mallory@evil.example", number: 1, key: "eve")
        pod.network.add(thief)
        #expect(thief.guid == bob.guid)

        await #expect(throws: DirectoryError.takenGUID(thief.id)) {
            try await pod.directory.person(thief.id)
        }
        #expect(try pod.person(thief) == nil)
        #expect(try pod.person(bob)?.diasporaID == bob.id)
    }

    @Test func attack11WhoeverSomebodyHereLooksForGetsTheirGUIDBack() async throws {
        let thief = try RemotePerson("mallory@evil.example", number: 1, key: "eve")
        pod.network.add(thief)
        try await pod.hear(thief, sharesWith: pod.alice)
        pod.network.add(bob)
        await #expect(throws: DirectoryError.takenGUID(bob.id)) {
            try await pod.directory.person(bob.id)
        }
        let post = pod.post("Hello @{alice@home.example}", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)

        #expect(try await pod.directory.person(bob.id, isWanted: true).guid == bob.guid)

        #expect(try pod.database.read { try $0.person(bob.guid) }?.diasporaID == bob.id)
        #expect(try pod.person(thief).map { $0.guid != bob.guid } == true)
        pod.clock.advance(1)
        try await pod.work()
        #expect(try pod.post(post.guid) != nil)
    }

    @Test func attack11NobodyTakesTheGUIDOfWhomSomebodyAdded() async throws {
        try await pod.know(bob)
        try await pod.share(pod.alice, with: bob)
        let thief = try RemotePerson("mallory@evil.example", number: 1, key: "eve")
        pod.network.add(thief)

        await #expect(throws: DirectoryError.takenGUID(thief.id)) {
            try await pod.directory.person(thief.id, isWanted: true)
        }
    }

    @Test func aPersonWhoseGUIDChangedIsNotBelieved() async throws {
        try await pod.know(bob)
        pod.network.add(try RemotePerson("bob@one.example", number: 99, key: "bob"))

        await #expect(throws: DirectoryError.otherGUID(bob.id)) {
            try await pod.directory.discover(bob.id)
        }
        #expect(try pod.person(bob)?.guid == bob.guid)
    }

    @Test(arguments: ["bits-512", "bits-1024", "bits-16384", "exponent-1"])
    func attack22AWeakOrHugeKeyIsRefused(name: String) async throws {
        let key = try SampleKey.text("\(name).public.pem")
        pod.network.add(bob)
        pod.network.answer(card, .document(try bob.card(publicKey: key)))

        guard case .notBelieved = await find() else { return #expect(Bool(false)) }
        #expect(try pod.person(bob) == nil)
    }
}
