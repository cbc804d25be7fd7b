import Foundation

/// A line for each file below a folder, which differs when the file does.
enum FolderStamp {
    static func lines(of url: URL) -> [String] {
        let keys: [URLResourceKey] = [.contentModificationDateKey, .fileSizeKey]
        let files = FileManager.default
        // A URL may remember what it was asked for before.
        var urls = [URL(filePath: url.path)]
        if let walk = files.enumerator(at: url, includingPropertiesForKeys: keys) {
            for case let file as URL in walk { urls.append(file) }
        }
        return urls.map { file in
            // A file that is gone again has a stamp of its own: none.
            let values = try? file.resourceValues(forKeys: Set(keys))
            let time = values?.contentModificationDate?.timeIntervalSince1970 ?? 0
            return "\(file.path) \(time) \(values?.fileSize ?? 0)"
        }
    }
}
