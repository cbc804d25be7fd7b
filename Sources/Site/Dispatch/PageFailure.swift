internal import Composing
internal import PublicTree
internal import Store

/// A page that could not be rendered or written, while the others were.
public struct PageFailure: Sendable, Equatable, CustomStringConvertible {
    /// The text form of the page.
    let page: String
    public let reason: String

    /// The page's file, or the first of several, from the root of the tree.
    public var file: String { SitePage(page).flatMap { $0.files.first ?? $0.folder } ?? page }

    /// The failure of a delivery whose key no page has.
    static func unreadable(_ key: String) -> PageFailure {
        PageFailure(page: key, reason: "no page has the key \"\(key)\"")
    }

    /// A sentence for the podmin: the file, why, and what to do if that is known.
    public var description: String { "\(file) could not be written: \(reason)" }

    /// Whether an error is about more than the page that met it: without room on the disk, or without
    /// the database, no other page would fare better.
    static func concernsAll(_ error: any Error) -> Bool {
        switch error {
        case TreeError.diskFull, TreeError.locked: true
        default: error is StoreError
        }
    }
}
