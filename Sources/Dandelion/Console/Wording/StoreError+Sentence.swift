import Store

extension StoreError: WordedError {
    var sentence: String {
        switch self {
        case .notFound: "\(description); make a pod with `dandelion init`"
        case .newerSchema:
            """
            \(description)
            install that version, or run `dandelion restore` on an older backup
            """
        case .olderSchema:
            """
            \(description)
            run `dandelion database migrate`
            """
        case .corrupt:
            """
            \(description)
            restore the newest backup with `dandelion restore`, or try `dandelion database check`
            """
        case .diskFull, .readOnly, .busy, .notEnoughSpace, .constraint, .failed: description
        }
    }
}
