import ArgumentParser
import Composing
import Diaspora
import Store

struct LikeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "like", abstract: "Like a post or a comment.",
        discussion: "Example:\n\n  dandelion like hello-world-17418fb029e6 --as alice")

    @Argument(help: "Its GUID, or the address of the post.")
    var guid: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let like = try pod.composer.like(
            try pod.guid(guid, of: author), as: author, with: try pod.keyRing())
        try pod.updatePages(after: "the like is there", isPublic: false) {
            pod.console.say(like.map { "\($0)" } ?? "\(guid) is already liked")
        }
    }
}

struct UnlikeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlike", abstract: "Remove a like.",
        discussion: "Example:\n\n  dandelion unlike hello-world-17418fb029e6 --as alice")

    @Argument(help: "The GUID of the post or the comment, or the post's address.")
    var guid: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        try pod.composer.unlike(try pod.guid(guid, of: author), as: author)
        try pod.updatePages(after: "the like is gone", isPublic: false) {
            pod.console.say("removed the like of \(guid)")
        }
    }
}

struct ReshareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reshare", abstract: "Reshare a public post to your own readers.",
        discussion: "Example:\n\n  dandelion reshare 17418fb029e6013487743131731751e9 --as alice")

    @Argument(help: "The post's GUID or address.")
    var guid: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let reshare = try pod.composer.reshare(try pod.guid(guid, of: author), as: author)
        try pod.updatePages(after: "the reshare is there") {
            pod.console.say("\(reshare)")
        }
    }
}

struct VoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vote", abstract: "Vote in the poll of a post.",
        discussion: "Example:\n\n  dandelion vote 17418fb029e6013487743131731751e9 Yes --as alice")

    @Argument(help: "The GUID of the post, or of its poll.")
    var guid: String

    @Argument(help: "The answer: its text, its GUID, or its number from 1.")
    var answer: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let vote = try pod.composer.vote(
            in: try pod.guid(guid, of: author), for: answer, as: author,
            with: try pod.keyRing())
        try pod.updatePages(after: "the vote is there", isPublic: false) {
            pod.console.say("\(vote)")
        }
    }
}

struct ParticipateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "participate", abstract: "Follow the activity on a post.",
        discussion:
            "Example:\n\n  dandelion participate 17418fb029e6013487743131731751e9 --as alice")

    @Argument(help: "The post's GUID or address.")
    var guid: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        try pod.composer.participate(in: try pod.guid(guid, of: author), as: author)
        pod.console.say("\(author.user.username) follows the activity on \(guid)")
    }
}

struct MuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute", abstract: "Stop following the activity on a post.",
        discussion: "Example:\n\n  dandelion mute 17418fb029e6013487743131731751e9 --as alice")

    @Argument(help: "The post's GUID or address.")
    var guid: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        try pod.composer.mute(try pod.guid(guid, of: author), as: author)
        pod.console.say("\(author.user.username) no longer follows the activity on \(guid)")
    }
}
