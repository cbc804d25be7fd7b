internal import Markdown
internal import Store

/// The search for the line of a source on which an address occurs.
public struct SourceLineFinder {
    let body: String
    let firstLine: Int

    public init(body: String, firstLine: Int) {
        self.body = body
        self.firstLine = firstLine
    }

    /// Finds the first line of the source that has a link's destination.
    ///
    /// - Returns: The line of the file, counted from 1; `nil` if the address was written otherwise.
    public func line(of destination: String) -> Int? {
        guard !destination.isEmpty else { return nil }
        // Behind a link's bracket or an attribute's quote first: the words may name it too.
        for form in [
            "](\(destination)", "](<\(destination)", "]: \(destination)", "\"\(destination)\"",
            destination,
        ] {
            if let offset = body.firstOffset(of: form) {
                return firstLine + body.utf8.prefix(offset).count { $0 == 0x0A }
            }
        }
        return nil
    }
}
