public import Foundation

/// Where everything of a pod lies: `dandelion --data DIR`.
public struct PodFolder: Sendable, Equatable {
    public let url: URL

    public init(_ url: URL) {
        self.url = url.standardizedFileURL
    }

    public var configuration: URL { url.appending(path: "dandelion.toml") }
    public var database: URL { url.appending(path: "dandelion.sqlite") }
    /// Where a copy of the database goes before a command changes all of it.
    public func databaseCopy(at date: Date) -> URL {
        let stamp = date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        return url.appending(path: "dandelion-\(stamp).sqlite")
    }
    public var secret: URL { url.appending(path: "secret") }
    /// Reports of what was done.
    public var log: URL { url.appending(path: "log") }
    public var uploads: URL { url.appending(path: "uploads") }
    /// Every version of every photo, of limited posts too.
    public var images: URL { uploads.appending(path: "images") }
    /// Made from other files, and made again when it is gone.
    public var cache: URL { url.appending(path: "cache") }
    /// The pictures of the texts of `site/`, a folder for each.
    public var sitePictures: URL { cache.appending(path: "pictures") }
    /// The public tree: made from the rest, and from nothing else.
    public var tree: URL { url.appending(path: "public") }
    public var treeLock: URL { url.appending(path: "public.lock") }
    /// Those who make compressed twins share a lock on it.
    public var twinStaging: URL { url.appending(path: "public.twins") }
    /// Each worker locks the byte of its number in it.
    public var workersLock: URL { url.appending(path: "workers.lock") }
    /// What the holder of the lock is about to render.
    public var pageLeases: URL { url.appending(path: "public.leases") }
    /// Pages that only a writer looks at, while they do: laid out as a pod's folder and as a tree.
    public var preview: PodFolder { PodFolder(url.appending(path: "preview")) }
    public var previewLock: URL { url.appending(path: "preview.lock") }
}
