import Backup

extension BackupError: WordedError {
    var sentence: String {
        switch self {
        case .exists(let path): "\(path) is there already; nothing is overwritten"
        case .published(let path):
            "\(path) is inside the pod's own public/ or uploads/; a backup holds what is private, "
                + "choose another folder"
        case .running(let path): "another backup of \(path) is running"
        case .missingPhotos(let names):
            """
            \(names.count) files of photos are missing from uploads/images (\
            \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? ", …" : ""))
            delete their posts, or put the files back
            """
        case .noTool(let name):
            "there is no \(name) on this machine; install Debian's package \(name)"
        case .failed(let path, let reason): "\(path): \(reason)"
        case .occupied(let path):
            "\(path) is there already; restore into a folder that holds no pod (`--data DIR`)"
        case .notFound(let path): "there is no file \(path)"
        case .noArchive(let path):
            "\(path) is no archive made by `dandelion backup`, or not all of it is there"
        case .hostile(let path, let reason):
            "\(path) was not made by `dandelion backup`: \(reason)"
        case .newerFormat(let path, let found):
            """
            \(path) was made by a newer Dandelion (archive format \(found))
            install that version to restore it
            """
        case .damaged(let path, let file):
            "\(path) is damaged: \(file) is not what it was when the backup was made"
        }
    }
}
