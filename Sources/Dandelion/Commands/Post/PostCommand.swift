import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Write, change and delete posts.",
        subcommands: [
            PostNewCommand.self, PostPreviewCommand.self, PostPublishCommand.self,
            PostListCommand.self,
            PostShowCommand.self, PostEditCommand.self, PostDeleteCommand.self,
        ])
}

/// The audience of a post as options: `--public`, or `--aspect NAME` once or more.
struct AudienceOptions: ParsableArguments {
    @Flag(name: .customLong("public"), help: "For everyone, on the public site.")
    var isPublic = false

    @Option(
        help: ArgumentHelp("For the people in this aspect; can be repeated.", valueName: "name"))
    var aspect: [String] = []

    var audience: Audience? {
        if isPublic { return .everyone }
        return aspect.isEmpty ? nil : .aspects(aspect)
    }

    func validate() throws {
        if isPublic, !aspect.isEmpty {
            throw ValidationError("--public and --aspect do not go together.")
        }
    }
}

extension GUID {
    /// Parses a GUID.
    ///
    /// - Throws: ``PodError/notAGUID(_:)``.
    static func argument(_ text: String) throws -> GUID {
        guard let guid = GUID(text) else { throw PodError.notAGUID(text) }
        return guid
    }
}

/// A time on the command line; without a zone it is the pod's.
enum TimeArgument {
    static func parse(_ text: String, timeZone: TimeZone) throws -> Date {
        guard let date = PostSource.time(text, timeZone: timeZone) else {
            throw PodError.notADate(text)
        }
        return date
    }

    /// Parses a time in the future.
    ///
    /// - Throws: ``PodError/past(_:)`` for a time that has passed.
    static func future(_ text: String, in pod: PodApplication) throws -> Date {
        let date = try parse(text, timeZone: pod.settings.timeZone)
        guard date > pod.clock.now() else { throw PodError.past(text) }
        return date
    }
}
