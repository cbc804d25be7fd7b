import Foundation

/// The text of a file, or of standard input for `-`.
struct PostFile {
    /// More than any post may hold, in bytes of UTF-8.
    static let maximumBytes = 4 * 1_048_576

    let name: String

    /// The folder of the files that the text names; nil for standard input.
    var folder: URL? {
        name == "-" ? nil : URL(filePath: name).deletingLastPathComponent()
    }

    /// The file's name in messages.
    var label: String { name == "-" ? "standard input" : name }

    func text() throws -> String {
        let data: Data
        var isFolder: ObjCBool = false
        if name != "-", FileManager.default.fileExists(atPath: name, isDirectory: &isFolder),
            isFolder.boolValue
        {
            throw PodError.unreadable(path: label, reason: "it is a folder")
        }
        do {
            let handle =
                name == "-"
                ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
            data = try handle.read(upToCount: Self.maximumBytes + 1) ?? Data()
        } catch {
            throw PodError.unreadable(path: label, reason: Self.reason(error))
        }
        guard data.count <= Self.maximumBytes else {
            throw PodError.tooLarge(path: label, limit: Self.maximumBytes)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw PodError.notUTF8(path: label)
        }
        return text
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "permission denied"
        default: "it cannot be read"
        }
    }
}
