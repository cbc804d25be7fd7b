import ArgumentParser
import Composing
import Foundation
import Store

struct AspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aspect", abstract: "Manage private groups of contacts.",
        subcommands: [AspectAddCommand.self, AspectListCommand.self, AspectDeleteCommand.self])
}

struct AspectAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Create an aspect.",
        discussion: "Example:\n\n  dandelion aspect add \"Book club\" --as alice")

    @Argument(help: "Its name, 1 to 20 characters; contacts never learn it.")
    var name: String

    @OptionGroup var writer: WriterOption

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        try pod.composer.addAspect(name, of: try writer.author(in: pod))
        pod.console.say("created the aspect \(name)")
    }
}

struct AspectListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a user's aspects.",
        discussion: "Example:\n\n  dandelion aspect list --as alice")

    @OptionGroup var writer: WriterOption

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        for aspect in try pod.database.read({ try $0.aspects(userID: author.user.id) }) {
            let people = aspect.memberCount == 1 ? "1 person" : "\(aspect.memberCount) people"
            pod.console.say(
                aspect.name.padding(toLength: 22, withPad: " ", startingAt: 0) + people)
        }
    }
}

struct AspectDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an aspect; its people stay contacts.",
        discussion: "Example:\n\n  dandelion aspect delete Work --as alice")

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var writer: WriterOption

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        try pod.composer.deleteAspect(name, of: try writer.author(in: pod))
        pod.console.say("deleted the aspect \(name)")
    }
}
