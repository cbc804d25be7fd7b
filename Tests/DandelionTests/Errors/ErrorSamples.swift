import Diaspora
import DomainErrors
import Foundation
import Transport

@testable import Backup
@testable import Composing
@testable import Dandelion
@testable import Federation
@testable import Importing
@testable import Site
@testable import Store

/// One error of each code of a type, with values that a reader of docs/errors.md takes for placeholders.
struct ErrorSamples {
    let type: String
    let errors: [any WordedError]
    let codes: [String]
    /// Whether a signed-in page may meet these errors, so that they have words for it.
    let isForPages: Bool

    private init<Error: WordedError>(_ errors: [Error], isForPages: Bool = false) {
        type = "\(Error.self)"
        self.errors = errors
        codes = Error.Code.allCases.map(\.rawValue)
        self.isForPages = isForPages
    }

    static let all = [
        ErrorSamples(compose, isForPages: true), ErrorSamples(photo, isForPages: true),
        ErrorSamples(archive, isForPages: true), ErrorSamples(signIn, isForPages: true),
        ErrorSamples(site), ErrorSamples(directory, isForPages: true),
        ErrorSamples(fetch), ErrorSamples(keyRing), ErrorSamples(importing), ErrorSamples(preview),
        ErrorSamples(backup), ErrorSamples(move), ErrorSamples(store), ErrorSamples(file),
    ]

    private static let photo: [PhotoProblem] = [
        .notFound, .isFolder, .notAFile, .notReadable, .cannotBeRead, .changed, .outsideFolder,
        .withoutFolder, .insideProgram,
        .fileFailure(reason: "REASON"), .unusable(reason: "REASON"),
    ]

    private static let archive: [AccountArchiveError] = [
        .tooLarge(limit: AccountArchive.maximumBytes), .compressed, .unreadable, .noIdentity,
        .unusableKey("REASON"),
    ]

    private static let site: [SiteError] = [
        .tooLarge(path: "PATH", limit: 1 << 20), .notUTF8(path: "PATH"),
        .tooMuchMarkup(path: "PATH"), .frontMatter(path: "PATH", reason: "REASON"),
        .picture(path: "PATH", line: 3, destination: "PICTURE", problem: .notFound),
        .redirects(path: "PATH", line: 3, reason: "REASON"), .clash(file: "FILE", page: "PAGE"),
        .noFolder(setting: "SETTING", path: "PATH"), .noPodAddress("URL"),
    ]

    private static let directory: [DirectoryError] = [
        .notThere(bob), .unreachable(bob, .status(503)), .notBelieved(bob, .unreadable),
        .takenGUID(bob), .otherGUID(bob), .unreadable(bob), .blocked(bob),
    ]

    private static let fetch: [FetchError] = [
        .transport(.timedOut), .notThere, .status(503), .blocked, .unknown("REASON"),
        .leftThePod("URL"),
    ]

    private static let signIn: [SignInError] = [.wrongCredentials, .tooOften(minutes: 5), .busy]

    private static let keyRing: [KeyRingError] = [
        .noSecret(path: "PATH"), .noPrivateKey("ID"), .anotherSecret("ID"),
    ]

    private static let importing: [ImportError] = [
        .notFound(path: "PATH"), .notAFolder(path: "PATH"), .unreadable(path: "PATH"), .running,
    ]

    private static let preview: [PreviewError] = [
        .inUse, .failed(path: "PATH", reason: "REASON"),
    ]

    private static let backup: [BackupError] = [
        .exists(path: "PATH"), .published(path: "PATH"), .running(path: "PATH"),
        .missingPhotos(["NAME"]), .noTool("NAME"), .failed(path: "PATH", reason: "REASON"),
        .occupied(path: "PATH"), .notFound(path: "PATH"), .noArchive(path: "PATH"),
        .hostile(path: "PATH", reason: "REASON"), .newerFormat(path: "PATH", found: 9),
        .damaged(path: "PATH", file: "FILE"),
    ]

    private static let move: [PodMoveError] = [
        .known("URL", Exposure(kind: .received, date: Date(timeIntervalSince1970: 1_700_000_000)))
    ]

    private static let store: [StoreError] = [
        .notFound(path: "PATH"), .newerSchema(path: "PATH", found: 31, known: 30),
        .olderSchema(path: "PATH", found: 29, known: 30), .corrupt(path: "PATH", reason: "REASON"),
        .diskFull(path: "PATH"), .readOnly(path: "PATH"), .busy(path: "PATH"),
        .notEnoughSpace(path: "PATH", neededBytes: 1 << 30, availableBytes: 1 << 24),
        .constraint("REASON"), .failed(path: "PATH", reason: "REASON"),
    ]

    private static let file: [FileError] = [.failed(path: "PATH", reason: "REASON")]
}
