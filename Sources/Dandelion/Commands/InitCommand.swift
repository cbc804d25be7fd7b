import ArgumentParser
import Cryptography
import Foundation
import Pipeline
import Store
import SystemPackage

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a pod: data folder, database, first user.",
        discussion: """
            Example:

              dandelion init --url https://pod.example --admin alice --email a@pod.example

            The password is asked for on a terminal, read from standard input with
            --password-stdin, or made up and printed. Nothing outside the data folder is
            written.
            """)

    @Option(help: "The address of the pod; it becomes part of every ID and cannot be changed.")
    var url: String

    @Option(
        help: ArgumentHelp("The user name of the first user, who runs the pod.", valueName: "name"))
    var admin: String?

    @Option(help: ArgumentHelp("Their mail address.", valueName: "address"))
    var email: String?

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @Option(help: "The name of the pod.")
    var name = "Dandelion"

    @OptionGroup var options: PodOptions

    func validate() throws {
        if (admin == nil) != (email == nil) {
            throw ValidationError("--admin and --email go together.")
        }
    }

    func run() async throws {
        let console = Console()
        let folder = PodFolder(options.dataFolder)
        let address: PodURL
        do {
            address = try PodURL(url)
        } catch {
            throw PodError.failed(
                ["--url: " + error.message, error.remedy].compactMap { $0 }.joined(separator: "\n"))
        }
        // A pod that could build no page is not made at all.
        let file = ConfigurationFile(path: FilePath(folder.configuration.path))
        _ = try PodApplication.settings(Configuration(), file: file)
        let password = try admin.map { try chosenPassword(for: $0, console) }
        try makeFolder(folder, address: address)

        let random = SystemRandomBytes()
        let database = try PodDatabase.create(path: folder.database.path)
        let clock = PodClock.system
        try database.write { try $0.insertPod(url: "\(address)", createdAt: clock.now()) }
        try Data(random.hexadecimal(byteCount: 32).utf8).write(to: folder.secret)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.secret.path)

        if let admin, let email, let password {
            let pod = try options.pod()
            let author = try await pod.accounts.add(
                admin, email: email, password: password.text, roles: [.admin],
                reserved: pod.configuration.settings.usernameBlacklist)
            console.say(
                "made a pod for \(address) in \(folder.url.path), with \(author.person.diasporaID)")
            if password.isMadeUp { console.say("password of \(admin): \(password.text)") }
        } else {
            console.say("made a pod for \(address) in \(folder.url.path)")
        }
    }

    private func chosenPassword(
        for admin: String, _ console: Console
    ) throws -> (text: String, isMadeUp: Bool) {
        let chosen = try NewPassword(isFromStandardInput: passwordStdin, console: console)
            .text(for: admin)
        if let chosen { return (chosen, false) }
        return (SystemRandomBytes().hexadecimal(byteCount: 10), true)
    }

    private func makeFolder(_ folder: PodFolder, address: PodURL) throws {
        let files = FileManager.default
        let own = [folder.database, folder.secret, folder.uploads, folder.tree]
        if own.contains(where: { files.fileExists(atPath: $0.path) }) {
            throw PodError.folderInUse(folder.url.path)
        }
        try files.createDirectory(at: folder.images, withIntermediateDirectories: true)
        // Photos of limited posts are in there; the public ones are linked into the tree.
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.uploads.path)
        if !files.fileExists(atPath: folder.configuration.path) {
            try Data(ConfigurationFile.initialText(url: address, podName: name).utf8)
                .write(to: folder.configuration)
            try files.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: folder.configuration.path)
        }
    }
}
