public import DomainErrors

extension SiteError {
    public enum Code: String, ErrorCode {
        case tooLarge = "site_text_too_large"
        case notUTF8 = "site_text_not_utf8"
        case tooMuchMarkup = "site_text_too_much_markup"
        case frontMatter = "site_front_matter"
        case picture = "site_picture"
        case redirects = "site_redirects"
        case clash = "site_file_clash"
        case noFolder = "site_folder_missing"
        case noPodAddress = "no_pod_address"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .tooLarge(let path, let limit):
            ErrorDetails(.tooLarge, .path, ["path": .text(path), "limit": .number(limit)])
        case .notUTF8(let path): ErrorDetails(.notUTF8, .path, ["path": .text(path)])
        case .tooMuchMarkup(let path): ErrorDetails(.tooMuchMarkup, .path, ["path": .text(path)])
        case .frontMatter(let path, let reason):
            ErrorDetails(.frontMatter, .path, ["path": .text(path), "reason": .text(reason)])
        case .picture(let path, let line, let destination, let problem):
            ErrorDetails(
                .picture, .path,
                [
                    "path": .text(path), "picture": .text(destination),
                    "problem": .error(problem.record),
                ].merging(line.map { ["line": .number($0)] } ?? [:]) { $1 })
        case .redirects(let path, let line, let reason):
            ErrorDetails(
                .redirects, .path,
                ["path": .text(path), "line": .number(line), "reason": .text(reason)])
        case .clash(let file, let page):
            ErrorDetails(.clash, .path, ["file": .text(file), "page": .text(page)])
        case .noFolder(let setting, let path):
            ErrorDetails(.noFolder, .setting, ["setting": .text(setting), "path": .text(path)])
        case .noPodAddress(let url): ErrorDetails(.noPodAddress, .setting, ["url": .text(url)])
        }
    }
}
