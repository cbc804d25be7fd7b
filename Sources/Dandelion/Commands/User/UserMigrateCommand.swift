import ArgumentParser
import Composing
import Diaspora
import Federation
import Foundation
import Store

struct UserMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Move an account from another pod here, with its contacts.",
        discussion: """
            Example:

              dandelion user migrate alice archive.json

            The archive is the export of the old account ("Export profile"), which contains
            its private key. Its contacts are added to the user here, the people it ignored
            are ignored here, and the network is told that the old account has moved to this
            one. That cannot be undone. The old pod need not be reachable. Posts are not
            imported.
            """)

    @Argument(help: "The user here who takes over the account.")
    var name: String

    @Argument(help: "The old account's archive, uncompressed.")
    var archive: String

    @Flag(help: "Do not ask for confirmation.")
    var yes = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try pod.author(name)
        let archive = try read()
        guard yes || pod.console.confirms("Move \(archive.id) to \(author.person.diasporaID)?")
        else {
            throw PodError.unconfirmed("moving \(archive.id)")
        }
        for warning in archive.warnings { pod.console.complain("warning: \(warning)") }
        let keys = try pod.keyRing()
        let failures = try await pod.withFederation { federation in
            // A pod that does not answer is one reason to move.
            let old = try? await federation.directory.person(archive.id)
            var failures: [String] = []
            for contact in archive.contacts where contact.id != author.person.diasporaID {
                do {
                    _ = try await federation.directory.person(contact.id)
                    try pod.composer.addContact(contact, of: author)
                } catch {
                    failures.append("\(contact.id): \(ErrorSentence.text(for: error))")
                }
            }
            for id in archive.ignored {
                do {
                    _ = try await federation.directory.person(id)
                    try pod.composer.ignore(id, of: author)
                } catch {
                    failures.append("\(id), who was ignored: \(ErrorSentence.text(for: error))")
                }
            }
            try pod.composer.migrate(from: archive, old: old, to: author, with: keys)
            return failures
        }
        for failure in failures { pod.console.complain("warning: \(failure)") }
        let count = archive.contacts.count - failures.count
        pod.console.say(
            "\(archive.id) has moved to \(author.person.diasporaID), with \(count == 1 ? "1 contact" : "\(count) contacts")"
        )
        pod.noteSending()
    }

    private func read() throws -> AccountArchive {
        do {
            return try AccountArchive(
                reading: try Data(contentsOf: URL(filePath: archive), options: .mappedIfSafe))
        } catch let error as AccountArchiveError {
            throw PodError.unreadable(path: archive, reason: error.sentence)
        }
    }
}
