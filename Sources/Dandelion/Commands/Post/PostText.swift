import Cryptography
import Foundation
import Store

/// A text as it was handed over: in a file, on standard input, or in an editor.
struct PostText {
    let text: String
    /// The folder of the pictures that the text shows; nil if the text is not in a folder.
    let folder: URL?
    /// Its name in messages.
    let label: String
    private var draftFile: EditorFile?

    /// Reads the text, or lets the writer write it in their editor.
    ///
    /// - Parameters:
    ///   - name: A file, `-` for standard input, nil for the editor.
    ///   - before: What the editor shows at first.
    /// - Returns: nil if the editor was left with nothing changed, or nothing written.
    static func read(
        _ name: String?, before: String, in pod: PodApplication
    ) throws -> PostText? {
        if let name {
            let file = PostFile(name: name)
            return PostText(
                text: try file.text(), folder: file.folder, label: file.label, draftFile: nil)
        }
        let file = EditorFile(
            folder: pod.folder.url, name: "edit-\(pod.random.hexadecimal(byteCount: 4)).md")
        guard let text = try file.edit(before) else { return nil }
        return PostText(
            text: text, folder: URL.currentDirectory(), label: file.url.lastPathComponent,
            draftFile: file)
    }

    /// Runs a body that uses the text. Afterwards the editor's file is removed; if the body fails,
    /// it is kept and named, so that nothing written is lost.
    func keepingOnFailure(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch  where draftFile != nil {
            throw PodError.failed(
                ErrorText.texts(for: error).joined(separator: "; ")
                    + "\nyour text is kept in \(draftFile?.url.path ?? "")")
        }
        try draftFile?.remove()
    }
}
