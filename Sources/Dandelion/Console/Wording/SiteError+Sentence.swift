import Composing
import DomainErrors
import Site

extension SiteError: WordedError {}

extension SiteError.Code: WordedCode {
    func sentence(_ values: SentenceValues) -> String {
        let (path, reason) = (values["path"], values["reason"])
        return switch self {
        case .tooLarge: "\(path) is larger than \((values.number("limit") ?? 0) / 1_048_576) MB"
        case .notUTF8: "\(path) is not UTF-8"
        case .tooMuchMarkup: "\(path): \(ComposeError.tooMuchMarkup.sentence)"
        case .frontMatter: "\(path): \(reason)"
        case .picture:
            "\(path)\(values.number("line").map { ":\($0)" } ?? ""): the picture "
                + "\(values["picture"]): \(values["problem"])"
        case .redirects: "\(path):\(values.digits("line")): \(reason)"
        case .clash:
            "\(values["file"]) would take the place of a generated file (\(values["page"])); give it "
                + "another name"
        case .noFolder:
            "\(values["setting"]): there is nothing at \(path)\n       correct the setting, or remove it"
        case .noPodAddress: "other pods cannot ask \(values["url"]); check environment.url"
        }
    }
}
