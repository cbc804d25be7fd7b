import ArgumentParser
import Backup
import Composing
import Cryptography
import Federation
import Foundation
import Store
import Workers

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Change the pod's address, as long as no other pod knows it.",
        discussion: """
            Example:

              dandelion move https://pod.example

            Changes the address in IDs, in links and mentions in texts, and in the
            configuration. Prose and code stay as they are, and no post counts as edited.
            The database is copied first, beside it. If another pod knows the old address,
            nothing is changed: people there would lose their contacts here.
            """)

    @Argument(help: "The new address: a scheme and a host, optionally with a port.")
    var url: String

    @Flag(help: "Print what would change, without changing it.")
    var dryRun = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        let new = try PodURL.argument(url)
        let folder = PodFolder(options.dataFolder)
        let file = try options.configurationFile()
        let database = try PodDatabase(path: folder.database.path)
        guard let made = try database.read({ try $0.podURL() }) else {
            throw PodError.failed("\(folder.url.path) has no pod; `dandelion init` creates one")
        }
        let old = try PodURL.argument(made)
        guard let lock = try WorkerPresence.exclusion(for: folder) else {
            throw PodError.failed("`dandelion serve` or `work` runs; stop it, then move the pod")
        }
        defer { withExtendedLifetime(lock) {} }
        // A move that ended early has changed the database and nothing else.
        if old != new {
            let move = PodMove(
                database: database,
                keys: try KeyRing(secret: folder.secret, random: SystemRandomBytes()),
                from: .init(url: "\(old)", authority: old.authority),
                to: .init(url: "\(new)", authority: new.authority))
            if dryRun { return Self.say(try move.run(isDryRun: true), old, new, console) }
            // Before the copy: what cannot be done leaves none.
            _ = try move.run(isDryRun: true)
            let copy = try Self.copy(database, in: folder)
            Self.say(try move.run(), old, new, console)
            console.say("the database before is \(copy.path)")
        } else {
            console.say("the pod is already at \(new)")
            if dryRun { return }
        }
        try database.close()
        try Self.configure(new, file, console)
        try finish(console)
    }

    /// Notifies contacts on other pods, and writes the pages.
    private func finish(_ console: Console) throws {
        let pod = try options.pod()
        let count = try pod.composer.shareAgainWithEverybody()
        if count > 0 { pod.noteSending() }
        try pod.updatePages(after: "the pod has moved") {}
    }

    private static func copy(_ database: PodDatabase, in folder: PodFolder) throws -> URL {
        let copy = folder.databaseCopy(at: Date())
        _ = try database.copy(to: copy.path) { _, _ in }
        return copy
    }

    private static func configure(
        _ new: PodURL, _ file: ConfigurationFile, _ console: Console
    ) throws {
        if ProcessInfo.processInfo.environment["DANDELION_ENVIRONMENT_URL"] != nil {
            throw PodError.failed(
                "the pod is at \(new) now; set DANDELION_ENVIRONMENT_URL to that, then run "
                    + "`dandelion move \(new)` again for the rest")
        }
        try file.setAddress(new)
    }

    private static func say(
        _ report: PodMoveReport, _ old: PodURL, _ new: PodURL, _ console: Console
    ) {
        func count(_ number: Int, _ one: String, _ many: String) -> String {
            number == 1 ? "1 \(one)" : "\(number) \(many)"
        }
        console.say(
            "from \(old) to \(new): \(count(report.people, "person", "people")), "
                + "\(count(report.places, "link or mention", "links and mentions")) in "
                + count(report.texts, "text", "texts"))
        if report.messages > 0 {
            console.say(
                "\(count(report.messages, "message", "messages")) to other pods named the old address "
                    + "and had not been sent; contacts there are notified from the new one")
        }
    }
}

extension PodURL {
    /// Reads an argument.
    static func argument(_ text: String) throws -> PodURL {
        do {
            return try PodURL(text)
        } catch {
            throw PodError.failed(
                [error.message, error.remedy].compactMap(\.self).joined(separator: "\n"))
        }
    }
}
