import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing

extension SitePod {
    /// Another user of the pod, without keys or a password.
    func addUser(_ name: String, firstName: String = "") throws -> Author {
        let user = try base.add(SampleUser(name: name, firstName: firstName))
        try database.write { transaction in
            try transaction.noteShown(
                ShownPerson(id: user.person.id, parts: [.presence]), username: name, at: Self.start)
        }
        return user
    }

    /// A picture whose file is among the uploads.
    func takePhoto(_ fileName: String) throws -> TakenPhoto {
        try FileManager.default.createDirectory(
            at: folder.images, withIntermediateDirectories: true)
        try Data(fileName.utf8).write(to: folder.images.appending(path: fileName))
        return TakenPhoto(
            fileName: fileName, width: 1, height: 1, alt: "", isInline: false,
            versions: [
                PhotoVersionRecord(name: "", width: 1, height: 1, bytes: fileName.utf8.count)
            ])
    }

    /// Gives somebody of another pod a name, as a profile that comes does.
    func rename(_ stranger: Int64, to name: String) throws {
        try database.write { transaction in
            var profile = Profile()
            profile.firstName = name
            try transaction.setProfile(profile, personID: stranger, updatedAt: Self.start)
            let change = try SiteChange.name(ofAnswerer: stranger, in: transaction.reading)
            guard change.people != nil else { return }
            try transaction.insertEvent(
                kind: "answererRenamed", guid: name, before: try change.json(),
                createdAt: Self.start)
        }
    }

    func publish(_ text: String, day: Int = 0) throws -> GUID {
        try composer.publish(
            PostContent(text: text), as: author, for: .everyone,
            createdAt: Self.start.addingTimeInterval(Double(day) * 86_400))
    }
}

extension SitePod {
    /// Some RSA key of 2,048 bits.
    static func publicKey() throws -> String {
        try SampleKey.text("alice.public.pem")
    }

    func giveKey(to author: Author) throws {
        let key = try Self.publicKey()
        try database.write { transaction in
            try transaction.insertKey(
                personID: author.person.id, publicKey: key, privateKey: nil, createdAt: Self.start)
            try transaction.noteShown(
                ShownPerson(id: author.person.id, parts: [.card]), username: author.user.username,
                at: Self.start)
        }
    }
}
