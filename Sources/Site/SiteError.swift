public import Composing
public import DomainErrors

/// Faults of the podmin's part of the site.
public enum SiteError: RecordedError {
    case tooLarge(path: String, limit: Int)
    case notUTF8(path: String)
    /// A text of `site/` that could only be shown as it was written.
    case tooMuchMarkup(path: String)
    case frontMatter(path: String, reason: String)
    /// A picture that a text of `site/` shows from its folder, and that cannot be taken in.
    case picture(path: String, line: Int?, destination: String, problem: PhotoProblem)
    /// A line of `site/redirects` that cannot hold.
    case redirects(path: String, line: Int, reason: String)
    /// A file of `site/static` claims the path of a page.
    case clash(file: String, page: String)
    /// The folder that a setting names is not there.
    case noFolder(setting: String, path: String)
    /// The pod's URL is none that other pods could ask.
    case noPodAddress(String)
}
