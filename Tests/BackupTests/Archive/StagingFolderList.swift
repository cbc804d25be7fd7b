import Foundation

/// The files below a folder, folders left out.
struct StagingFolderList {
    let names: [String]

    init(_ folder: URL) throws {
        names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            let path = folder.appending(path: $0).path
            let type = try FileManager.default.attributesOfItem(atPath: path)[.type]
            return type as? FileAttributeType == .typeRegular
        }.sorted()
    }
}
