import ArgumentParser
import Foundation
import Imaging
import Pipeline
import Rendering
import Store

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look over the pod, and say what needs a hand.",
        discussion: """
            Example:

              dandelion doctor

            Address, database, theme, photos, secret, blocked pods, senders, drafts,
            messages, outbox, quotas, pages: a line each, "ok" or "wrong" and what to do.
            The exit code is 1 if anything is wrong.
            """)

    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        var problems: [String] = []
        func look(_ label: String, _ check: () throws -> String) {
            do {
                let found = try check()
                pod.console.say(
                    "ok    \(label.padding(toLength: 14, withPad: " ", startingAt: 0))\(found)")
            } catch {
                problems.append(label)
                for text in ErrorText.texts(for: error) {
                    pod.console.say(
                        "wrong \(label.padding(toLength: 14, withPad: " ", startingAt: 0))\(text)")
                }
            }
        }
        look("address") {
            let isLoopback = pod.configuration.environment.url.isLoopback
            return pod.settings.url + (isLoopback ? " (\(PodURL.loopbackNote))" : "")
        }
        look("database") {
            let findings = try DatabaseCheck(database: pod.database).findings()
            guard findings.isEmpty else { throw PodError.failed(findings.joined(separator: "; ")) }
            return "schema \(try pod.database.schemaVersion()), sound"
        }
        look("theme") { try pod.dispatcher.checkTheme() }
        look("photos") {
            try ImagingPrograms().check()
            return "vips is here"
        }
        look("secret") { try Self.mode(pod.folder.secret, wanted: 0o600) }
        look("blocked") {
            let names = try pod.database.read { try $0.blockedPods() }.map(\.name)
            guard !names.isEmpty else { return "no pod" }
            return names.prefix(10).joined(separator: ", ")
                + (names.count > 10 ? " and \(names.count - 10) others" : "")
        }
        look("senders") {
            let count = try pod.database.read {
                try $0.heldCount(reasonContaining: SenderHint.mark)
            }
            guard count > 0 else { return "all are known by their keys" }
            return "\(count == 1 ? "1 held message is" : "\(count) held messages are") signed with "
                + "another key than is known; `dandelion jobs list --held` names the senders, and "
                + "what to do if their pod was set up anew"
        }
        look("drafts") {
            let drafts = try pod.database.read { try $0.drafts(userID: nil) }
            let failed = drafts.compactMap { draft in draft.failure.map { "\(draft.guid): \($0)" } }
            guard failed.isEmpty else {
                throw PodError.failed(
                    "not published at their time: " + failed.joined(separator: "; "))
            }
            let held = drafts.count(where: \.isHeld)
            guard held == 0 else {
                throw PodError.failed(
                    "\(held) with a time are held, as the pod was restored from a backup; "
                        + "`dandelion jobs list --held` names them, `dandelion jobs retry` lets them go"
                )
            }
            return "none was left behind"
        }
        look("messages") { try pod.database.read(Self.messages) }
        look("outbox") {
            let held = try pod.database.read { try $0.heldDeliveryCount() }
            guard held == 0 else {
                throw PodError.failed(
                    "\(held) messages to others are held; `dandelion jobs list --held` names them, "
                        + "`dandelion jobs retry` sends one, `dandelion jobs drop` gives it up")
            }
            return "nothing is held"
        }
        look("quotas") {
            let quota = pod.strangerQuota
            let (pods, total) = try pod.database.read {
                (try $0.pods(atLeast: quota.limit), try $0.totalStrangerUsage())
            }
            guard !total.reaches(quota.total) else {
                throw PodError.failed(
                    "people whom nobody here added have left \(StrangerQuota.pods) times as much as those of one pod may, "
                        + "and nothing more of theirs is kept\n"
                        + "raise federation.stranger_rows or federation.stranger_megabytes, or leave it"
                )
            }
            guard pods.isEmpty else {
                throw PodError.failed(
                    "people whom nobody here added have left as much as they may, and more of theirs "
                        + "is dropped: \(pods.prefix(20).joined(separator: ", "))\n"
                        + "raise federation.stranger_rows or federation.stranger_megabytes, or leave it"
                )
            }
            return "no pod has reached one"
        }
        look("pages") {
            let failures = try pod.dispatcher.failures()
            guard failures.isEmpty else { throw PodError.pagesFailed(failures) }
            let waiting = try pod.database.read { try $0.pageDeliveries(limit: 10_000) }
            let events = try pod.database.read { try $0.unplannedEvents(limit: 10_000) }
            guard waiting.isEmpty, events.isEmpty else {
                throw PodError.failed(
                    "\(waiting.count + events.count) changes wait; run `dandelion build`")
            }
            return "nothing waits"
        }
        if !problems.isEmpty { throw ExitCode(1) }
    }

    /// Complains of messages that end the program; strangers' refused ones are no fault of the pod.
    private static func messages(_ database: ReadTransaction) throws -> String {
        let fatal = try database.fatalInboxEntries()
        guard fatal.isEmpty else {
            let names = fatal.map { "\(JobNumber.incoming($0))" }.joined(separator: ", ")
            throw PodError.failed(
                "the program ended whenever it worked on \(names); see `dandelion jobs show`, then "
                    + "`dandelion jobs drop` or `retry`")
        }
        let held = try database.heldInboxEntryCount()
        let dropped = try database.droppedMessages().filter { $0.reason == .noRoom }
            .reduce(0) { $0 + $1.count }
        return "\(held) held (`dandelion jobs list --held`), \(dropped) dropped for want of room"
    }

    private static func mode(_ file: URL, wanted: Int) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        let mode = attributes[.posixPermissions] as? Int ?? 0
        guard mode == wanted else {
            throw PodError.failed(
                "\(file.path) has mode \(String(mode, radix: 8)); run `chmod \(String(wanted, radix: 8)) "
                    + "\(file.path)`")
        }
        return "mode \(String(mode, radix: 8))"
    }
}
