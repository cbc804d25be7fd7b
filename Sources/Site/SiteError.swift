internal import Composing

/// What is wrong with the podmin's part of the site.
public enum SiteError: Error, Equatable, CustomStringConvertible {
    case tooLarge(path: String, limit: Int)
    case notUTF8(path: String)
    /// A text of `site/` that could only be shown as it was written.
    case tooMuchMarkup(path: String)
    case frontMatter(path: String, reason: String)
    /// A picture that a text of `site/` shows from its folder, and that cannot be taken in.
    case picture(path: String, line: Int?, reason: String)
    /// A line of `site/redirects` that cannot hold.
    case redirects(path: String, line: Int, reason: String)
    /// A file of `site/static` claims the path of a page.
    case clash(file: String, page: String)
    /// The folder that a setting names is not there.
    case noFolder(setting: String, path: String)
    /// The pod's URL is none that other pods could ask.
    case noPodAddress(String)

    public var description: String {
        switch self {
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit / 1_048_576) MB"
        case .notUTF8(let path): "\(path) is not UTF-8"
        case .tooMuchMarkup(let path): "\(path): \(ComposeError.tooMuchMarkup)"
        case .frontMatter(let path, let reason): "\(path): \(reason)"
        case .picture(let path, let line, let reason):
            "\(path)\(line.map { ":\($0)" } ?? ""): \(reason)"
        case .redirects(let path, let line, let reason): "\(path):\(line): \(reason)"
        case .clash(let file, let page):
            "\(file) would take the place of a generated file (\(page)); give it another name"
        case .noFolder(let setting, let path):
            "\(setting): there is nothing at \(path)\n       correct the setting, or remove it"
        case .noPodAddress(let url):
            "other pods cannot ask \(url); check environment.url"
        }
    }
}
