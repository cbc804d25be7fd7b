import Composing
import Cryptography
import Foundation
import Logging
import Server
import Site
import Store
import SystemPackage

/// The composition root: everything that commands and the server work with is made here.
struct PodApplication: Sendable {
    let configuration: Configuration
    let settings: SiteSettings
    let folder: PodFolder
    let database: PodDatabase
    let console = Console()
    let clock = PodClock.system
    let random = SystemRandomBytes()
    /// The configuration's file, which paths in it are relative to.
    let file: ConfigurationFile
    /// The folders that paths in the configuration lead to.
    let folders: ConfigurationFolders
    let strangers: StrangersText

    /// - Parameter isReading: Changes nothing, and so works on a full disk.
    /// - Throws: ``ConfigurationError``, ``StoreError``, ``PodError`` if the configuration names
    ///   another address than the database was made for.
    init(options: PodOptions, isReading: Bool = false) throws {
        folder = PodFolder(options.dataFolder)
        (configuration, settings, file, folders) = try Self.read(options)
        strangers = StrangersText(program: Self.program, logger: Self.logger(configuration))
        database =
            try isReading
            ? PodDatabase(reading: folder.database.path).requiringSchema()
            : PodDatabase(path: folder.database.path)
        try Self.check(settings, database)
    }

    /// Reads the configuration, without looking at the database.
    static func read(
        _ options: PodOptions
    ) throws -> (
        configuration: Configuration, settings: SiteSettings, file: ConfigurationFile,
        folders: ConfigurationFolders
    ) {
        let file = try options.configurationFile()
        let configuration = try file.load(variables: ProcessInfo.processInfo.environment)
        let folders = ConfigurationFolders(
            file: file, dataFolder: FilePath(options.data),
            currentFolder: FilePath(FileManager.default.currentDirectoryPath),
            program: FilePath(program))
        return (configuration, settings(configuration, folders), file, folders)
    }

    /// The running program, links resolved.
    private static var program: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    }

    private static func check(_ settings: SiteSettings, _ database: PodDatabase) throws {
        if let made = try database.read({ try $0.podURL() }), made != settings.url {
            throw PodError.anotherAddress(configured: settings.url, made: made)
        }
    }

    /// Returns the settings of a running pod, which follow the configuration file.
    func currentSettings(options: PodOptions) -> CurrentSettings {
        CurrentSettings(options: options) { [database] in try Self.check($0, database) }
    }

    /// Builds the composer and the dispatcher of a worker.
    func siteWork(_ settings: SiteSettings, workerCount: Int = 2) -> SiteWork {
        SiteWork(
            composer: Composer(context(settings)),
            dispatcher: SiteDispatcher(
                database: database, folder: folder, settings: settings, clock: clock,
                workerCount: workerCount))
    }

    func lookups(_ database: PodDatabase) -> TreeLookups {
        TreeLookups(database, site: SiteFolder(settings.siteFolders))
    }

    /// Builds the context that all work on the pod shares.
    ///
    /// - Parameter settings: Those of now; nil for those that the command began with.
    func context(_ settings: SiteSettings? = nil) -> PodContext {
        PodContext(
            database: database, settings: settings ?? self.settings, clock: clock, random: random)
    }

    var composer: Composer { Composer(context()) }

    func accounts() throws -> Accounts {
        Accounts(context(), keyRing: try keyRing())
    }

    var dispatcher: SiteDispatcher {
        SiteDispatcher(
            database: database, folder: folder, settings: settings, clock: clock)
    }

    var sweep: PhotoSweep {
        PhotoSweep(database: database, folder: folder, clock: clock)
    }

    var discarded: DiscardedPhotos { DiscardedPhotos(database: database, folder: folder) }

    /// Builds the maker of precompressed twins.
    func twins(threadCount: Int = 1) -> SiteTwins {
        SiteTwins(database: database, folder: folder, threadCount: threadCount)
    }

    func backlog(logger: Logger) -> TextBacklog {
        TextBacklog(
            database: database, settings: settings, clock: clock, strangers: strangers,
            logger: logger)
    }

    /// Writes the pages that a change asks for, names those that cannot be written, and says what came of
    /// the change. What was accepted stays accepted if that fails. Last come the twins of what was written,
    /// unless `serve` or `work` makes them.
    ///
    /// - Parameters:
    ///   - fact: What was accepted.
    ///   - file: One that the change is about, from the root of the tree.
    ///   - isPublic: Else nothing is written unless something waits.
    ///   - say: Called once the pages are live.
    /// - Throws: ``PodError/failed(_:)`` with the fact, if that file could not be written.
    func updatePages(
        after fact: String, about file: String? = nil, isPublic: Bool = true,
        _ say: () throws -> Void
    ) throws {
        let note: Int64
        do {
            note = try twins().lastNote()
            let report = isPublic ? try dispatcher.run() : try dispatcher.runIfAsked()
            let failures = report?.failures ?? []
            let own = failures.filter { $0.file == file }
            guard own.isEmpty else { throw PodError.pagesFailed(own) }
            for failure in failures { console.complain("warning: \(failure.sentence)") }
        } catch {
            throw PodError.failed(
                ErrorText.texts(for: error, in: folder.url.path).joined(separator: "; ")
                    + "\n\(fact); the next `dandelion build` updates the pages")
        }
        try say()
        if !isWorking { makeTwins(after: note) }
    }

    /// Makes the twins of files that were noted after a note. They stay noted if that fails: nothing of what
    /// was said is wrong then.
    private func makeTwins(after note: Int64) {
        do {
            try twins().make(after: note)
        } catch {
            for text in ErrorText.texts(for: error, in: folder.url.path) {
                console.complain("warning: " + text)
            }
        }
    }

    func author(_ username: String) throws -> Author {
        try database.read { try Author.find(username, in: $0) }
    }

    var logger: Logger { Self.logger(configuration) }

    private static func logger(_ configuration: Configuration) -> Logger {
        var logger = Logger(label: "dandelion")
        logger.logLevel = configuration.environment.logging.level
        return logger
    }

    /// Translates the configuration into the settings of the pipeline.
    private static func settings(
        _ configuration: Configuration, _ folders: ConfigurationFolders
    ) -> SiteSettings {
        let texts = configuration.settings
        var settings = SiteSettings(
            url: "\(configuration.environment.url)", podName: texts.podName, theme: texts.theme,
            language: texts.language, timeZone: texts.timeZone,
            podminEmail: configuration.admins.podminEmail ?? "",
            sourceURL: texts.sourceURL ?? "",
            hasTerms: texts.terms.enable, isOpen: texts.isOpen,
            description: texts.defaultMetas.description ?? "",
            themeFolders: folders.themes(for: configuration).map { URL(filePath: $0.string) },
            siteFolders: folders.site(for: configuration).map { URL(filePath: $0.string) },
            publishesPostCount: configuration.privacy.statistics.postCounts,
            publishesUserCount: configuration.privacy.statistics.userCounts)
        settings.typography = texts.typography
        settings.adminAccount = configuration.admins.account?.lowercased()
        settings.requiredFolders = folders.required(for: configuration).map {
            RequiredFolder(setting: $0.setting, url: URL(filePath: $0.path.string))
        }
        return settings
    }
}
