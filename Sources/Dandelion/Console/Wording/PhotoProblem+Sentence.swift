import Composing
import DomainErrors

extension PhotoProblem: WordedError {}

extension PhotoProblem.Code: WordedCode {
    func sentence(_ values: SentenceValues) -> String {
        switch self {
        case .notFound: "there is no such file"
        case .isFolder: "it is a folder"
        case .notAFile: "it is no file"
        case .notReadable: "it may not be read"
        case .cannotBeRead: "it cannot be read"
        case .changed: "it changed while it was read; build again"
        case .outsideFolder: "it is not in the folder of the text or below"
        case .withoutFolder: "a text from standard input lies in no folder; give a file, or --photo"
        case .insideProgram:
            "a text inside the program lies in no folder; copy it into that of site/"
        case .fileFailure, .unusable: values["reason"]
        }
    }
}
