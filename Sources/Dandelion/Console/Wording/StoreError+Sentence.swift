import DomainErrors
import Store

extension StoreError: WordedError {}

extension StoreError.Code: WordedCode {
    func sentence(_ values: SentenceValues) -> String {
        let (path, reason) = (values["path"], values["reason"])
        return switch self {
        case .notFound: "there is no database at \(path); make a pod with `dandelion init`"
        case .newerSchema:
            """
            \(path) was written by a newer Dandelion (schema \(values.digits("found")), this one knows \
            \(values.digits("known")))
            install that version, or run `dandelion restore` on an older backup
            """
        case .olderSchema:
            """
            \(path) has schema \(values.digits("found")), this Dandelion needs \(values.digits("known"))
            run `dandelion database migrate`
            """
        case .corrupt:
            """
            \(path) is damaged (\(reason))
            restore the newest backup with `dandelion restore`, or try `dandelion database check`
            """
        case .diskFull:
            "the disk that holds \(path) is full; nothing was changed. Make room and try again"
        case .readOnly:
            "\(path) cannot be written; check the owner and the permissions of its folder"
        case .busy:
            "\(path) is in use by another process that does not let go; try again in a moment"
        case .notEnoughSpace:
            """
            the disk that holds \(path) has \(values.megabytes("available_bytes")) MB free, this needs \
            \(values.megabytes("needed_bytes")) MB; make room and try again
            """
        case .constraint: "the database refused the change: \(reason)"
        case .failed: "\(path): \(reason)"
        }
    }
}
