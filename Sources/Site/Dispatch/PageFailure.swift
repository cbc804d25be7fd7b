internal import Composing
public import DomainErrors
internal import PublicTree
internal import Store

/// A page that could not be rendered or written, while the others were.
public struct PageFailure: Sendable, Equatable, CustomStringConvertible {
    /// The cause of a page's failure.
    public enum Cause: Sendable, Equatable {
        case error(ErrorRecord)
        /// An error without a code, in technical words.
        case failed(reason: String)
        /// A page set aside, as processes ended while they rendered it alone.
        ///
        /// - Parameter trialID: The page's number among jobs.
        case setAside(trialID: Int64, deaths: Int)
    }

    /// The text form of the page.
    let page: String
    public let cause: Cause

    init(page: String, cause: Cause) {
        self.page = page
        self.cause = cause
    }

    init(page: String, error: any Error) {
        self.init(
            page: page,
            cause: ErrorRecord(recording: error).map(Cause.error) ?? .failed(reason: "\(error)"))
    }

    /// - Parameter stored: The reason that the page keeps.
    init(page: String, stored: String) {
        self.init(
            page: page,
            cause: ErrorRecord(stored: stored).map(Cause.error) ?? .failed(reason: stored))
    }

    /// The page's file, or the first of several, from the root of the tree.
    public var file: String { SitePage(page).flatMap { $0.files.first ?? $0.folder } ?? page }

    /// The reason that is stored with the page.
    public var reason: String {
        switch cause {
        case .error(let record): record.reason
        case .failed(let reason): reason
        case .setAside(_, let deaths):
            "the process ended \(deaths) times while this page alone was rendered, so it is set aside"
        }
    }

    /// Returns the failure of a delivery whose key belongs to no page.
    static func unreadable(_ key: String) -> PageFailure {
        PageFailure(page: key, cause: .failed(reason: "no page has the key \"\(key)\""))
    }

    /// The file and the cause, for the log.
    public var description: String {
        let reason = if case .error(let record) = cause { record.description } else { reason }
        return "\(file) could not be written: \(reason)"
    }

    /// Whether an error is about more than the page that met it: without room on the disk, or without
    /// the database, no other page would fare better.
    static func concernsAll(_ error: any Error) -> Bool {
        switch error {
        case TreeError.diskFull: true
        default: error is StoreError
        }
    }
}
