import ArgumentParser
import Composing
import Store

struct UserRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Add or remove a role.",
        discussion:
            "Examples:\n\n  dandelion user role alice admin\n  dandelion user role alice admin --remove"
    )

    @Argument(help: "The user name.")
    var name: String

    @Argument(help: "admin, moderator or spotlight.")
    var role: String

    @Flag(help: "Remove the role.")
    var remove = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        if Role(rawValue: role) == nil {
            throw ValidationError("A role is admin, moderator or spotlight.")
        }
    }

    func run() async throws {
        guard let role = Role(rawValue: role) else { return }
        let pod = try options.pod()
        try pod.accounts().setRole(role, isGiven: !remove, username: name)
        pod.console.say("\(name) is \(remove ? "no longer " : "")\(role.rawValue)")
    }
}

struct UserLockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Lock a user's account; published posts stay.",
        discussion: "Example:\n\n  dandelion user lock bob")

    @Argument(help: "The user name.")
    var name: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        try pod.accounts().setLocked(true, username: name)
        pod.console.say("locked \(name)")
    }
}

struct UserUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Unlock a user's account.",
        discussion: "Example:\n\n  dandelion user unlock bob")

    @Argument(help: "The user name.")
    var name: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        try pod.accounts().setLocked(false, username: name)
        pod.console.say("unlocked \(name)")
    }
}

struct UserCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close an account permanently, and delete its posts.",
        discussion: "Example:\n\n  dandelion user close bob")

    @Argument(help: "The user name.")
    var name: String

    @Flag(help: "Do not ask for confirmation.")
    var yes = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        guard yes || pod.console.confirms("all posts and drafts of \(name) will be deleted: go on?")
        else {
            throw PodError.unconfirmed("closing an account")
        }
        let photos = try pod.accounts().close(name)
        try pod.updatePages(after: "the account \(name) is closed") {
            try pod.discarded.remove(photos)
            pod.console.say("closed \(name)")
        }
    }
}

struct UserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Set a new password for a user.",
        discussion: "Example:\n\n  dandelion user password bob")

    @Argument(help: "The user name.")
    var name: String

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try pod.author(name)
        let chosen = try NewPassword(isFromStandardInput: passwordStdin, console: pod.console)
            .text(for: name)
        let password = chosen ?? Accounts.madeUpPassword(random: pod.random)
        try await pod.accounts().setPassword(password, of: author)
        pod.console.say(
            chosen == nil ? "password of \(name): \(password)" : "changed the password of \(name)")
    }
}
