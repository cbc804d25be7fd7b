import ArgumentParser
import Foundation
import Store

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Migrate, roll back and check the database.",
        subcommands: [
            DatabaseMigrateCommand.self, DatabaseRollbackCommand.self, DatabaseCheckCommand.self,
        ])
}

struct DatabaseMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Migrate the schema to this version's.",
        discussion: """
            Example:

              dandelion database migrate

            If the migration is interrupted, the next run resumes it.
            """)

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        let migrator = try Migrator(path: PodFolder(options.dataFolder).database.path)
        let done = try migrator.migrate { migration, index, count in
            console.complain("\(index + 1)/\(count) \(migration.name)")
        }
        try migrator.close()
        switch done.count {
        case 0: console.say("the database is up to date")
        case 1: console.say("1 migration ran")
        default: console.say("\(done.count) migrations ran")
        }
    }
}

struct DatabaseRollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Revert the last migration.",
        discussion: """
            Example:

              dandelion database rollback

            Used to go back to an older Dandelion. The contents of the removed tables are
            lost, so the database is copied first, beside it.
            """)

    @Flag(help: "Do not ask for confirmation.")
    var yes = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        let folder = PodFolder(options.dataFolder)
        let migrator = try Migrator(path: folder.database.path)
        guard yes || console.confirms("the tables of the last migration will be removed: go on?")
        else {
            throw PodError.unconfirmed("reverting a migration")
        }
        let copy = folder.databaseCopy(at: Date())
        let bar = ProgressBar("copying", unit: "pages", console: console)
        var losses: [String] = []
        let migration = try migrator.rollback(backingUpTo: copy, report: { losses.append($0) }) {
            bar.show($0, of: $1)
        }
        bar.end()
        try migrator.close()
        for loss in losses { console.say(loss) }
        if let migration {
            console.say("took back \(migration.name); the database before is \(copy.path)")
        } else {
            console.say("there is no migration to take back")
        }
    }
}

struct DatabaseCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the database for damage.",
        discussion: "Example:\n\n  dandelion database check")

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        let database = try PodDatabase(path: PodFolder(options.dataFolder).database.path)
        let findings = try DatabaseCheck(database: database).findings()
        guard findings.isEmpty else {
            for finding in findings { console.complain("error: \(finding.sentence)") }
            throw ExitCode(1)
        }
        console.say("the database is sound")
    }
}
