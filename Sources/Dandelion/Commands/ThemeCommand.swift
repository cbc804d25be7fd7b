import ArgumentParser
import Composing
import Foundation
import Store
import SystemPackage

struct ThemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "Create a theme of your own.",
        subcommands: [ThemeNewCommand.self])
}

struct ThemeNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Create a theme that extends another one.",
        discussion: """
            Example:

              dandelion theme new mine
              dandelion build --watch

            The new theme has a stylesheet with the colours to change. It is created in the
            themes folder beside the configuration. Everything that it lacks comes from the
            theme that it extends (docs/themes.md).
            """)

    @Argument(help: "Its name: lower-case letters, digits and hyphens.")
    var name: String

    @Option(help: "The theme it extends.")
    var extends = "default"

    @OptionGroup var options: PodOptions

    func validate() throws {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        guard !name.isEmpty, name.utf8.count <= 40, name.first != "-",
            name.allSatisfy(allowed.contains)
        else {
            throw ValidationError(
                "The name of a theme has at most 40 lower-case letters, digits and hyphens.")
        }
    }

    func run() async throws {
        let pod = try options.pod()
        guard let folder = pod.settings.themeFolders.first else { return }
        let starter = ThemeStarter(name: name, extends: extends)
        let made = try starter.write(in: folder, beside: pod.settings.themeFolders)
        pod.console.say("made \(made.path)")
        pod.console.say(
            """
            change assets/colours.css there, set theme = "\(name)" under [settings] in \
            \(pod.file.path?.string ?? pod.folder.configuration.path), and look at it with \
            `dandelion build --watch`
            """)
    }
}
