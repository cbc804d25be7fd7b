import ArgumentParser
import Composing
import Cryptography
import Foundation
import Store

struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Show and change a user's profile.",
        subcommands: [ProfileShowCommand.self, ProfileEditCommand.self])
}

struct ProfileShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a profile.",
        discussion: "Example:\n\n  dandelion profile show --as alice")

    @OptionGroup var writer: WriterOption

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let profile = try pod.database.read { try $0.profile(personID: author.person.id) }
        guard let profile else { return }
        let rows = [
            ("ID", "\(author.person.diasporaID)"), ("name", profile.fullName),
            ("bio", profile.bio), ("location", profile.location), ("tags", profile.tags),
            ("public details", profile.hasPublicDetails ? "yes" : "no"),
        ]
        for (label, value) in rows where !value.isEmpty {
            pod.console.say(label.padding(toLength: 16, withPad: " ", startingAt: 0) + value)
        }
    }
}

struct ProfileEditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a profile.",
        discussion: """
            Examples:

              dandelion profile edit --as alice --first-name Alice --bio "Grows beans."
              dandelion profile edit --as alice --photo alice.jpg --public-details
            """)

    @OptionGroup var writer: WriterOption

    @Option(help: ArgumentHelp("First name.", valueName: "name")) var firstName: String?
    @Option(help: ArgumentHelp("Last name.", valueName: "name")) var lastName: String?
    @Option(
        help: ArgumentHelp(
            "A few words in Markdown; links with the title \"me\" name other profiles.",
            valueName: "text"))
    var bio: String?
    @Option(help: ArgumentHelp("Their location.", valueName: "place")) var location: String?
    @Option(help: "Up to five tags, with or without #, separated by spaces.") var tags: String?
    @Option(help: ArgumentHelp("A picture.", valueName: "file")) var photo: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Show bio and location on the public page, or hide them.")
    var publicDetails: Bool?

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let edit = ProfileEdit(
            firstName: firstName, lastName: lastName, bio: bio, location: location, tags: tags,
            hasPublicDetails: publicDetails)
        let intake = PhotoIntake(folder: pod.folder)
        var picture: TakenPhoto?
        if let photo {
            picture = try await intake.take(
                URL(filePath: photo), name: pod.random.hexadecimal(byteCount: 16), alt: "",
                isInline: false)
        }
        let old: String?
        do {
            old = try pod.composer.edit(edit, photo: picture, of: author)
        } catch {
            try intake.remove(picture.map { [$0.fileName] } ?? [])
            throw error
        }
        try pod.updatePages(after: "the profile is changed") {
            try pod.discarded.remove(old.map { [$0] } ?? [])
            pod.console.say("changed the profile of \(author.person.diasporaID)")
        }
    }
}
