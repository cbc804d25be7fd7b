public import Composing
public import DomainErrors

/// Faults of the podmin's part of the site.
public enum SiteError: RecordedError {
    case tooLarge(path: String, limit: Int)
    case notUTF8(path: String)
    /// A text of `site/` that could only be shown as it was written.
    case tooMuchMarkup(path: String)
    case frontMatter(path: String, reason: String)
    /// A picture that a text of `site/` shows from its folder, and that cannot be stored.
    case picture(path: String, line: Int?, destination: String, problem: PhotoProblem)
    /// An invalid line of `site/redirects`.
    case redirects(path: String, line: Int, reason: String)
    /// A file of `site/static` at the path of a page.
    case clash(file: String, page: String)
    /// A missing folder that a setting names.
    case noFolder(setting: String, path: String)
    /// A URL of the pod to which other pods could send no request.
    case noPodAddress(String)
}
