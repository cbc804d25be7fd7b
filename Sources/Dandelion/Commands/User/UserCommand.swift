import ArgumentParser
import Composing
import Foundation
import Store

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Manage the accounts of this pod.",
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserShowCommand.self,
            UserRoleCommand.self, UserLockCommand.self, UserUnlockCommand.self,
            UserCloseCommand.self, UserPasswordCommand.self, UserMigrateCommand.self,
        ])
}

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Create an account.",
        discussion: "Example:\n\n  dandelion user add bob --email bob@example.org")

    @Argument(help: "The user name; it can never be changed.")
    var name: String

    @Option(help: ArgumentHelp("Their email address.", valueName: "address"))
    var email: String

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let chosen = try NewPassword(isFromStandardInput: passwordStdin, console: pod.console)
            .text(for: name)
        let password = chosen ?? Accounts.madeUpPassword(random: pod.random)
        let author = try await pod.accounts().add(
            name, email: email, password: password, roles: [],
            reserved: pod.configuration.settings.usernameBlacklist)
        pod.console.say("created the account of \(author.person.diasporaID)")
        if chosen == nil { pod.console.say("password of \(author.user.username): \(password)") }
        try pod.updatePages(after: "the account of \(author.person.diasporaID) is made") {}
    }
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts.",
        discussion: "Example:\n\n  dandelion user list")

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let users = try pod.database.read { database in
            try database.users().map { ($0, try database.roles(personID: $0.personID)) }
        }
        for (user, roles) in users {
            var notes = roles.map(\.rawValue)
            if user.lockedAt != nil { notes.append("locked") }
            if user.closedAt != nil { notes.append("closed") }
            pod.console.say(
                user.username.padding(toLength: 34, withPad: " ", startingAt: 0)
                    + notes.joined(separator: ", "))
        }
    }
}

struct UserShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an account.",
        discussion: "Example:\n\n  dandelion user show alice")

    @Argument(help: "The user name.")
    var name: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let rows = try pod.database.read { database -> [(String, String)] in
            guard let user = try database.user(username: name.lowercased()),
                let person = try database.person(id: user.personID)
            else { throw ComposeError.unknownUser(name) }
            let roles = try database.roles(personID: person.id).map(\.rawValue)
            return [
                ("ID", "\(person.diasporaID)"), ("GUID", "\(person.guid)"),
                ("email", user.email ?? ""), ("roles", roles.joined(separator: ", ")),
                ("since", user.createdAt.formatted(.iso8601)),
                ("locked", user.lockedAt?.formatted(.iso8601) ?? ""),
                ("closed", user.closedAt?.formatted(.iso8601) ?? ""),
            ]
        }
        for (label, value) in rows where !value.isEmpty {
            pod.console.say(label.padding(toLength: 10, withPad: " ", startingAt: 0) + value)
        }
    }
}
