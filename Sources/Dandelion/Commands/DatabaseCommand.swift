import ArgumentParser
import Foundation
import Pipeline
import Store

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "Migrate, roll back and check the database.",
        subcommands: [DatabaseMigrateCommand.self])
}

struct DatabaseMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the schema to this version's.",
        discussion: "Example:\n\n  dandelion database migrate")

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        let migrator = try Migrator(path: PodFolder(options.dataFolder).database.path)
        let done = try migrator.migrate { migration, index, count in
            console.complain("\(index + 1)/\(count) \(migration.name)")
        }
        try migrator.close()
        console.say(done.isEmpty ? "the database is up to date" : "\(done.count) migrations ran")
    }
}
