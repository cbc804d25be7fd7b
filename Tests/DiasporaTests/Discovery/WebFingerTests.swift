import Diaspora
import Foundation
import Testing

/// Spec: diaspora* federation protocol, "WebFinger".
struct WebFingerTests {
    let fixture: DiscoveryFixture

    init() throws { fixture = try DiscoveryFixture() }

    @Test func ownPeopleAreDescribedAsOnEveryPod() throws {
        let written = WebFinger(id: fixture.id, guid: fixture.guid, pod: fixture.pod)

        try fixture.expectGolden("webfinger.json", written.json)
    }

    @Test func whatThePodWritesItBelieves() throws {
        let written = WebFinger(id: fixture.id, guid: fixture.guid, pod: fixture.pod)

        let read = try WebFinger(reading: Data(written.json), for: fixture.id)

        #expect(read == written)
        #expect(read.pod.receive(person: fixture.guid) == written.pod.receive(person: fixture.guid))
    }

    @Test func twoLinksAreEnough() throws {
        let read = try read(
            hCard: "https://pod-a.org/hcard/users/1", seed: "https://pod-a.org", extra: "")

        #expect(read.hCardURL == "https://pod-a.org/hcard/users/1")
        #expect(read.pod.url == "https://pod-a.org/")
    }

    @Test(arguments: ["acct:ALICE@Pod-A.org", "ACCT:alice@pod-a.org"])
    func theSubjectIsComparedAsIDsAre(subject: String) throws {
        #expect(try read(subject: subject).id == fixture.id)
    }

    @Test(arguments: ["acct:eve@pod-a.org", "acct:alice@pod-b.org", "alice@pod-a.org", "", "x"])
    func theAnswerIsAboutThePersonAskedFor(subject: String) {
        #expect(throws: DiscoveryError.anotherSubject(subject)) { try read(subject: subject) }
    }

    @Test(arguments: [
        "https://evil.example/hcard/users/1", "https://pod-a.org.evil.example/hcard/users/1",
        "https://pod-a.org:8443/hcard/users/1", "http://pod-a.org/hcard/users/1",
        "https://wwww.pod-a.org/hcard/users/1",
    ])
    func attack6AnHCardOfAnotherHostIsRefused(address: String) {
        #expect(throws: DiscoveryError.foreignLink(rel: hCardRel, address)) {
            try read(hCard: address)
        }
    }

    @Test(arguments: ["https://evil.example/", "https://pod-a.org:444/", "http://pod-a.org/"])
    func attack6ASeedLocationOfAnotherHostIsRefused(address: String) {
        #expect(throws: DiscoveryError.foreignLink(rel: seedRel, address)) {
            try read(seed: address)
        }
    }

    @Test func attack6ALeadingWWWIsTheSameHost() throws {
        let read = try read(
            hCard: "https://www.pod-a.org/hcard/users/1", seed: "https://WWW.pod-a.org/")

        #expect(read.pod.receivePublic == "https://www.pod-a.org/receive/public")
    }

    @Test func attack8ThePortOfTheIDIsTheOnlyOne() throws {
        let id = try #require(DiasporaID("alice@pod-a.org:3000"))
        let there = try json(
            subject: "acct:\(id)", hCard: "https://pod-a.org:3000/hcard/users/1",
            seed: "https://pod-a.org:3000/")
        let elsewhere = try json(
            subject: "acct:\(id)", hCard: "https://pod-a.org/hcard/users/1",
            seed: "https://pod-a.org:3000/")

        #expect(try WebFinger(reading: there, for: id).pod.authority == "pod-a.org:3000")
        #expect(throws: DiscoveryError.self) { try WebFinger(reading: elsewhere, for: id) }
    }

    @Test(arguments: [
        "https://pod-a.org@evil.example/hcard", "https://evil.example\\@pod-a.org/hcard",
        "javascript:alert(1)", "ftp://pod-a.org/hcard", "/hcard/users/1", "", "https://",
        "https://pod-a.org /hcard", "https://pod-a.org", "https://pod-a.org/",
    ])
    func attack6WhatIsNoPlainAddressIsRefused(address: String) {
        #expect(throws: DiscoveryError.self) { try read(hCard: address) }
    }

    @Test func eachMissingLinkIsNamed() throws {
        let none = Data(#"{"subject":"acct:alice@pod-a.org","links":[]}"#.utf8)
        let template = Data(
            """
            {"subject":"acct:alice@pod-a.org","links":[
            {"rel":"\(seedRel)","href":"https://pod-a.org/"},{"rel":"\(hCardRel)","template":"x"}]}
            """.utf8)

        #expect(throws: DiscoveryError.missingLink(rel: seedRel)) {
            try WebFinger(reading: none, for: fixture.id)
        }
        #expect(throws: DiscoveryError.missingLink(rel: hCardRel)) {
            try WebFinger(reading: template, for: fixture.id)
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "<html>", #"{"subject":"acct:alice@pod-a.org"}"#,
        #"{"subject":7,"links":[]}"#, String(repeating: "[", count: 100_000),
    ])
    func whatIsNoJRDIsUnreadable(text: String) {
        #expect(throws: DiscoveryError.unreadable) {
            try WebFinger(reading: Data(text.utf8), for: fixture.id)
        }
    }

    @Test func anAnswerIsOfBoundedLength() {
        let long = Data(repeating: 0x20, count: WebFinger.maximumBytes + 1)

        #expect(throws: DiscoveryError.tooLarge(bytes: long.count)) {
            try WebFinger(reading: long, for: fixture.id)
        }
    }

    @Test func aPodOnTrialMayBeAskedWithoutTLS() throws {
        let id = try #require(DiasporaID("alice@localhost:3000"))
        let pod = PodAddress(of: id, isSecure: false)
        let json = Data(WebFinger(id: id, guid: fixture.guid, pod: pod).json)

        #expect(try WebFinger(reading: json, for: id, isSecure: false).pod == pod)
        #expect(throws: DiscoveryError.self) { try WebFinger(reading: json, for: id) }
    }

    private let hCardRel = "http://microformats.org/profile/hcard"
    private let seedRel = "http://joindiaspora.com/seed_location"

    private func read(
        subject: String = "acct:alice@pod-a.org",
        hCard: String = "https://pod-a.org/hcard/users/1", seed: String = "https://pod-a.org/",
        extra: String = #","type":"text/html""#
    ) throws -> WebFinger {
        try WebFinger(
            reading: json(subject: subject, hCard: hCard, seed: seed, extra: extra),
            for: fixture.id)
    }

    private func json(
        subject: String, hCard: String, seed: String, extra: String = ""
    ) throws -> Data {
        func quoted(_ text: String) throws -> String {
            String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        }
        return Data(
            """
            {"subject":\(try quoted(subject)),"links":[
            {"rel":"\(hCardRel)","href":\(try quoted(hCard))\(extra)},
            {"rel":"\(seedRel)","href":\(try quoted(seed))\(extra)}]}
            """.utf8)
    }
}
