internal import Composing
internal import Foundation

extension RequiredFolder {
    /// Checks that it is there.
    ///
    /// - Throws: ``SiteError/noFolder(setting:path:)``.
    func check() throws {
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw SiteError.noFolder(setting: setting, path: url.path)
        }
    }
}
