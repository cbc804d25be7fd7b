import Foundation
import Glibc
import Store

/// A file that the writer's own editor is opened on: `VISUAL`, else `EDITOR`, else `vi`.
struct EditorFile {
    /// The exit code of a shell that finds no such command.
    private static let notFound: Int32 = 127

    let url: URL

    init(folder: URL, name: String) {
        url = folder.appending(path: name)
    }

    /// Opens a text in the writer's editor, and returns the edited text.
    ///
    /// - Returns: nil if it is as before or empty; the file is gone then.
    /// - Throws: ``PodError`` if the editor fails; the file is kept then, and named.
    func edit(_ before: String) throws -> String? {
        try PrivateFile(url).write { try $0.write(contentsOf: Data(before.utf8)) }
        // As other programs do it: the variable may hold options, so that a shell reads it; `system`
        // leaves Ctrl-C to the editor meanwhile.
        let status = system(Self.editor + " " + ShellWord.quoted(url.path))
        guard status != Self.notFound << 8 else {
            try remove()
            throw PodError.failed(
                "there is no editor \"\(Self.editor)\"; set EDITOR, or give a file")
        }
        guard status == 0 else {
            throw PodError.failed(
                "the editor ended with an error\nyour text is kept in \(url.path)")
        }
        let text = try PostFile(name: url.path).text()
        guard text != before, text.contains(where: { !$0.isWhitespace }) else {
            try remove()
            return nil
        }
        return text
    }

    func remove() throws {
        try FileManager.default.removeItem(at: url)
    }

    private static var editor: String {
        let environment = ProcessInfo.processInfo.environment
        return [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
            .first { !$0.isEmpty } ?? "vi"
    }
}
