internal import Composing
internal import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

extension SiteFolder {
    private static let redirects = "redirects"

    /// Reads `redirects` of the first folder that has it.
    ///
    /// - Throws: ``SiteError/tooLarge(path:limit:)``, ``SiteError/notUTF8(path:)``,
    ///   ``SiteError/redirects(path:line:reason:)``.
    func redirects() throws -> (redirects: SiteRedirects, text: String, path: String)? {
        guard let file = redirectsFile() else { return nil }
        guard file.bytes <= SiteRedirects.maximumBytes else {
            throw SiteError.tooLarge(path: file.url.path, limit: SiteRedirects.maximumBytes)
        }
        let data = try Data(contentsOf: file.url)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SiteError.notUTF8(path: file.url.path)
        }
        let redirects = try SiteRedirects(parsing: text, path: file.url.path)
        return (redirects, text, file.url.path)
    }

    /// Returns the file of redirects, its size in bytes, and a stamp that differs if the file was
    /// written again; `nil` if there is none.
    func redirectsFile() -> (url: URL, bytes: Int, stamp: String)? {
        for folder in folders {
            let url = folder.appending(path: Self.redirects)
            guard let status = Self.status(url.path) else { continue }
            let time = status.st_mtim
            return (
                url, Int(status.st_size),
                "\(url.path) \(status.st_size) \(time.tv_sec) \(time.tv_nsec)"
            )
        }
        return nil
    }
}
