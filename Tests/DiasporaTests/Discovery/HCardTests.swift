import Cryptography
import Diaspora
import Foundation
import Testing

/// Spec: diaspora* federation protocol, "hCard".
struct HCardTests {
    let fixture: DiscoveryFixture
    let card: HCard

    init() throws {
        fixture = try DiscoveryFixture()
        card = HCard(
            guid: fixture.guid, nickname: "alice", firstName: "Alice", lastName: "Smith",
            isSearchable: true, publicKey: try fixture.text("key-2048.pem"),
            photos: PersonPhotos(
                large: "https://pod-a.org/l.jpg", medium: "https://pod-a.org/m.jpg",
                small: "https://pod-a.org/s.jpg"))
    }

    @Test func ownPeopleHaveTheDocumentOfEveryPod() throws {
        try fixture.expectGolden("hcard.html", card.html)
    }

    @Test func whatThePodWritesItReads() throws {
        #expect(try read(String(decoding: card.html, as: UTF8.self)) == card)
    }

    @Test func point11EveryPropertyIsFoundByItsClass() throws {
        let read = try read(try fixture.text("hcard-foreign.html"))

        #expect(read.guid == fixture.guid)
        #expect(read.nickname == "alice")
        #expect(read.fullName == "Alice & the Smiths")
        #expect(read.firstName == "Alice <b>")
        #expect(read.lastName == "Smith")
        #expect(!read.isSearchable)
        #expect(read.publicKey == (try fixture.text("key-2048.pem")))
        #expect(read.photos.large == "https://cdn.example/l.jpg?v=1")
        #expect(read.photos.medium == "https://pod-a.org/uploads/m.jpg")
        #expect(read.photos.small == "https://pod-a.org/s.jpg")
    }

    @Test func namesAreEscapedAndComeBackAsTheyWere() throws {
        let names = ("<script>\"&'", "ß&lt 東京")
        let written = HCard(
            guid: fixture.guid, nickname: "alice", firstName: names.0, lastName: names.1,
            isSearchable: false, publicKey: card.publicKey, photos: card.photos)

        #expect(!String(decoding: written.html, as: UTF8.self).contains("<script>"))
        #expect(try read(String(decoding: written.html, as: UTF8.self)) == written)
    }

    @Test(arguments: ["true", " true\n"])
    func trueAndNothingElseIsSearchable(text: String) throws {
        #expect(try read(replacing: ">true<", with: ">\(text)<").isSearchable)
    }

    @Test(arguments: ["", "TRUE", "1", "yes", "false"])
    func anythingElseIsNotSearchable(text: String) throws {
        #expect(try !read(replacing: ">true<", with: ">\(text)<").isSearchable)
    }

    @Test(arguments: [
        "uid", "fn", "given_name", "family_name", "key", "searchable",
    ])
    func eachMissingPropertyIsNamed(property: String) {
        #expect(throws: DiscoveryError.missingProperty(property)) {
            try read(replacing: "class=\"\(property)\"", with: "class=\"x\"")
        }
    }

    @Test(arguments: ["entity_photo", "entity_photo_medium", "entity_photo_small"])
    func eachMissingPictureIsNamed(property: String) {
        #expect(throws: DiscoveryError.missingProperty(property)) {
            try read(replacing: "class=\"\(property)\"", with: "class=\"x\"")
        }
    }

    @Test func theNicknameMayBeLeftOut() throws {
        let read = try read(replacing: "class=\"nickname\"", with: "class=\"x\"")

        #expect(read.nickname == nil)
    }

    @Test(arguments: ["", "short", "7dba7ca01d64013485eb3131731751e9/..", "<b>"])
    func aGUIDIsOne(text: String) {
        #expect(throws: DiscoveryError.self) {
            try read(replacing: fixture.guid.string, with: text)
        }
    }

    @Test func attack20NamesAreOfBoundedLength() throws {
        let longest = String(repeating: "é", count: 32)

        #expect(try read(givenName: longest).firstName == longest)
        #expect(throws: DiscoveryError.invalidName(property: "given_name")) {
            try read(givenName: longest + "x")
        }
        #expect(throws: DiscoveryError.invalidName(property: "given_name")) {
            try read(givenName: "a;b")
        }
        #expect(throws: DiscoveryError.tooLarge(bytes: HCard.maximumBytes + 1)) {
            try read(String(repeating: " ", count: HCard.maximumBytes + 1))
        }
    }

    @Test(arguments: [
        ("key-512.pem", CryptographyError.unacceptableKeySize(bits: 512)),
        ("key-16384.pem", .unacceptableKeySize(bits: 16_384)),
        ("key-exponent-1.pem", .unacceptableExponent),
    ])
    func attack22KeysOfOtherSizesAreRefused(name: String, error: CryptographyError) throws {
        let key = try fixture.text(name)

        #expect(throws: DiscoveryError.invalidKey(error)) { try read(key: key) }
    }

    @Test func theOlderFormOfAKeyBecomesTheUsualOne() throws {
        let read = try read(key: fixture.text("key-2048-pkcs1.pem"))

        #expect(read.publicKey == card.publicKey)
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:image/png;base64,AA", "https://user@pod-a.org/l.jpg",
        "https://pod-a.org/", "https://pod-a.org", "//", "file:///etc/passwd", "https://a\\b/c",
    ])
    func aPictureHasAnAddressOfTheWeb(address: String) {
        #expect(throws: DiscoveryError.invalidPhoto(property: "entity_photo")) {
            try read(replacing: "https://pod-a.org/l.jpg", with: address)
        }
    }

    @Test(arguments: [
        "", "plain", "\u{0}", "<html",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
    ])
    func whatIsNoHCardHasNoProperties(text: String) {
        #expect(throws: DiscoveryError.missingProperty("uid")) { try read(text) }
    }

    @Test func deepNestingIsNoTrouble() {
        let deep = String(repeating: "<div>", count: 40_000) + "<span class=\"uid\">x</span>"

        #expect(throws: DiscoveryError.self) { try read(deep) }
    }

    @Test func aPersonIsMadeOfBothDocuments() throws {
        let webFinger = WebFinger(id: fixture.id, guid: fixture.guid, pod: fixture.pod)

        let person = DiscoveredPerson(webFinger: webFinger, hCard: card)

        #expect(person.id == fixture.id)
        #expect(person.guid == fixture.guid)
        #expect(person.pod == fixture.pod)
        #expect(person.publicKey == card.publicKey)
        #expect(person.firstName == "Alice" && person.lastName == "Smith")
        #expect(person.photos == card.photos && person.isSearchable)
    }

    private func read(_ html: String) throws -> HCard {
        try HCard(reading: Data(html.utf8), at: fixture.pod)
    }

    private func read(replacing old: String, with new: String) throws -> HCard {
        let html = String(decoding: card.html, as: UTF8.self)
        try #require(html.contains(old))
        return try read(html.replacing(old, with: new))
    }

    private func read(key: String) throws -> HCard {
        try read(replacing: card.publicKey, with: key)
    }

    private func read(givenName: String) throws -> HCard {
        try read(
            replacing: "<span class=\"given_name\">Alice</span>",
            with: "<span class=\"given_name\">\(givenName)</span>")
    }
}
