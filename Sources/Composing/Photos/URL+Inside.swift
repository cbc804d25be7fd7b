public import Foundation

extension URL {
    /// Whether the file, its links followed, lies below a folder.
    public func isInside(_ folder: URL) -> Bool {
        resolvingSymlinksInPath().path.hasPrefix(folder.resolvingSymlinksInPath().path + "/")
    }
}
