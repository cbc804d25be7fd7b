public import Foundation
public import Store

/// The whole report of an import, kept in the pod's folder: the terminal shows examples.
public struct ImportLog: Sendable {
    private let folder: PodFolder

    public init(folder: PodFolder) {
        self.folder = folder
    }

    /// Writes a report to `DIR/log/import-TIME.txt`, of mode 0600: it names drafts too.
    ///
    /// - Returns: The file.
    public func write(
        _ report: ImportReport, at date: Date, wording: ImportWording
    ) throws -> URL {
        let files = FileManager.default
        if !files.fileExists(atPath: folder.log.path) {
            try files.createDirectory(
                at: folder.log, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        let time = date.formatted(
            .iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        var url = folder.log.appending(path: "import-\(time).txt")
        var number = 2
        while files.fileExists(atPath: url.path) {
            url = folder.log.appending(path: "import-\(time)-\(number).txt")
            number += 1
        }
        try PrivateFile(url).write { try $0.write(contentsOf: Data(report.whole(wording).utf8)) }
        return url
    }
}
