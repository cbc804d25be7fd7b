import ArgumentParser
import Composing
import Cryptography
import Foundation
import Store
import SystemPackage

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Create a pod: data folder, database, first user.",
        discussion: """
            Example:

              dandelion init --url https://pod.example --admin alice --email a@pod.example

            On a terminal, missing options are asked for. --password-stdin reads the
            password from standard input; without a terminal it is generated and printed.
            The pod gets this machine's time zone. Only the data folder is written to.
            """)

    @Option(help: "The address of the pod, which becomes part of every ID. See `move`.")
    var url: String

    @Option(
        help: ArgumentHelp("The user name of the first user, the podmin.", valueName: "name"))
    var admin: String?

    @Option(help: ArgumentHelp("Their email address.", valueName: "address"))
    var email: String?

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @Option(help: "The name of the pod (default: Dandelion).")
    var name: String?

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
        // A pod that could have no such user is not made at all.
        let configuration = try configuration(of: address)
        try refuseOccupied(folder)
        let podName = name ?? console.answer(to: "Name of the pod [Dandelion]:") ?? "Dandelion"
        let (admin, email) = try firstUser(console)
        let password = try admin.map { try chosenPassword(for: $0, console) }
        if let admin, let email, let password {
            try Accounts.check(
                admin, email: email, password: password.text,
                reserved: configuration.settings.usernameBlacklist)
        }
        do {
            try makeFolder(folder, address: address, podName: podName)
        } catch {
            if let full = FullDisk.text(for: error, in: folder.url.path) {
                throw PodError.failed(full)
            }
            throw PodError.failed(
                "\(folder.url.path) cannot be made a pod's folder: "
                    + "\((error as? FileError)?.sentence ?? ErrorText.reason(error))\n"
                    + "choose another with --data")
        }

        let random = SystemRandomBytes()
        let database = try PodDatabase.create(path: folder.database.path)
        let clock = PodClock.system
        try database.write { try $0.insertPod(url: "\(address)", createdAt: clock.now()) }
        let secret = Data(random.hexadecimal(byteCount: 32).utf8)
        try PrivateFile(folder.secret).write { try $0.write(contentsOf: secret) }

        if let admin, let email, let password {
            let pod = try options.pod()
            let author = try await pod.accounts().add(
                admin, email: email, password: password.text, roles: [.admin],
                reserved: pod.configuration.settings.usernameBlacklist)
            console.say(
                "made a pod for \(address) in \(folder.url.path), with \(author.person.diasporaID)")
            if password.isMadeUp { console.say("password of \(admin): \(password.text)") }
        } else {
            console.say("made a pod for \(address) in \(folder.url.path)")
        }
        FirstSteps(
            address: address, data: options.data, isDataGiven: options.givenData != nil,
            admin: admin
        ).lines.forEach(console.complain)
    }

    /// Asks for the first user where none is named; nil if there is to be none yet.
    private func firstUser(_ console: Console) throws -> (name: String?, email: String?) {
        if admin != nil { return (admin, email) }
        guard let admin = console.answer(to: "User name of the first writer (none for later):"),
            let email = console.answer(to: "Their email address:")
        else { return (nil, nil) }
        return (admin, email)
    }

    private func chosenPassword(
        for admin: String, _ console: Console
    ) throws -> (text: String, isMadeUp: Bool) {
        let chosen = try NewPassword(isFromStandardInput: passwordStdin, console: console)
            .text(for: admin)
        if let chosen { return (chosen, false) }
        return (Accounts.madeUpPassword(random: SystemRandomBytes()), true)
    }

    /// Loads the configuration that the pod will have: the existing one, or the one about to be
    /// written.
    private func configuration(of address: PodURL) throws -> Configuration {
        let found = try options.configurationFile()
        var configuration = try found.load(variables: ProcessInfo.processInfo.environment)
        if found.path == nil,
            ProcessInfo.processInfo.environment["DANDELION_ENVIRONMENT_URL"] == nil
        {
            configuration.environment.url = address
        }
        guard configuration.environment.url == address else {
            throw PodError.failed(
                "--url says \(address), the configuration \(configuration.environment.url)\n"
                    + "make the two agree")
        }
        return configuration
    }

    private func refuseOccupied(_ folder: PodFolder) throws {
        let own = [folder.database, folder.secret, folder.uploads, folder.tree]
        if own.contains(where: { FileManager.default.fileExists(atPath: $0.path) }) {
            throw PodError.folderInUse(folder.url.path)
        }
    }

    private func makeFolder(_ folder: PodFolder, address: PodURL, podName: String) throws {
        let files = FileManager.default
        try files.createDirectory(at: folder.images, withIntermediateDirectories: true)
        // Photos of limited posts are in there; the public ones are linked into the tree.
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.uploads.path)
        if !files.fileExists(atPath: folder.configuration.path) {
            let text = ConfigurationFile.initialText(
                url: address, podName: podName, timeZone: .current)
            try PrivateFile(folder.configuration).write {
                try $0.write(contentsOf: Data(text.utf8))
            }
        }
    }
}
