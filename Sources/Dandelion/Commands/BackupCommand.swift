import ArgumentParser
import Backup
import Cryptography
import Foundation
import Store
import SystemPackage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Back up the whole pod to one file.",
        discussion: """
            Example:

              dandelion backup /mnt/other-disk/

            A consistent snapshot of database, photos, configuration and secret, made while
            the pod keeps running. Anybody who has the file has the pod: keep it like a key.
            """)

    @Argument(
        help: ArgumentHelp(
            "A folder, which is created if it ends in a slash, or the name of a new file.",
            valueName: "dest"))
    var destination: String

    @Flag(help: "Leave the secret out: a restored pod can sign nothing without the old file.")
    var withoutSecret = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        // Nothing is opened but by the backup itself: on a full disk one connection is all there can be.
        let file = try PodApplication.read(options).file.path
        let bar = ProgressBar("backing up", unit: "steps", console: console)
        let report = try PodBackup(
            of: PodFolder(options.dataFolder), configuration: file.map { URL(filePath: $0.string) },
            clock: .system
        ).make(to: URL(filePath: destination), includesSecret: !withoutSecret) { step in
            switch step {
            case .database(let done, let total), .files(let done, let total):
                bar.show(done, of: total)
            default: break
            }
        }
        bar.end()
        for path in report.skippedUploads {
            console.complain("warning: uploads/\(path) is not a photo of this pod; left out")
        }
        console.say(report.archive.path)
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore a pod from a backup.",
        discussion: """
            Example:

              dandelion restore dandelion-20261122T083000Z.tar.gz --data var
              dandelion build --data var

            Nothing is overwritten: the folder must not contain a pod yet. If the backup has
            no secret, put the old file back: it encrypts the private keys of the users, and
            without it the pod can sign nothing.
            """)

    @Argument(help: ArgumentHelp("The file that `backup` created.", valueName: "file"))
    var source: String

    @OptionGroup var options: PodOptions

    func run() async throws {
        let console = Console()
        let folder = PodFolder(options.dataFolder)
        let report = try PodRestore(random: SystemRandomBytes()).restore(
            from: URL(filePath: source), into: folder)
        if report.heldDeliveryCount > 0 {
            console.complain(
                "\(report.heldDeliveryCount) deliveries that were open then are held; nothing is sent "
                    + "twice by itself")
        }
        if report.heldDraftCount > 0 {
            console.complain(
                "\(report.heldDraftCount) drafts that had a time are held; `dandelion jobs list --held` "
                    + "lists them, `dandelion jobs retry` releases them")
        }
        if report.isSecretNew {
            console.complain(
                """
                the backup held no secret. The keys of the people here were sealed with the old \
                one: until that file stands at \(folder.secret.path) again the pod can sign \
                nothing, and other pods hear nothing from it
                """)
        }
        console.say("restored into \(folder.url.path); `dandelion build` creates the public tree")
    }
}
