import Importing

extension ImportWording {
    static var console: ImportWording {
        ImportWording(error: ErrorSentence.text, heading: \.title)
    }
}

extension ImportReport.Heading {
    var title: String {
        switch self {
        case .scheduled: "posts still to come"
        case .warning(let kind): kind.title
        case .differing: "differ from what was imported; left alone without --update"
        case .skipped: "files that hold no post"
        case .problem: "files that did not come in"
        case .remark: "nobody was to see these"
        }
    }
}

extension ImportWarning.Kind {
    fileprivate var title: String {
        switch self {
        case .leftAlone: "not as it is in the file"
        case .date: "dates"
        case .address: "old addresses that are not kept"
        case .link: "links"
        case .picture: "pictures"
        case .template: "marks of templates, kept as text"
        case .html: "HTML"
        case .code: "code"
        case .attribute: "attributes, left out"
        case .tag: "tags"
        case .author: "authors, not kept"
        case .frontMatter: "front matter, not kept"
        case .comment: "comments, left out"
        }
    }
}
