/// A file cut in two: its front matter, still unread, and its body.
struct FrontMatterSource {
    let notation: FrontMatterNotation?
    let frontMatter: String
    /// Line of the file on which `frontMatter` starts, counted from 1.
    let firstLine: Int
    let body: String
    /// Line of the file on which `body` starts, counted from 1.
    let bodyLine: Int

    /// Cuts `text`, whose newlines are plain.
    init(cutting text: String) throws(FrontMatterError) {
        let bytes = Array(text.utf8)
        if let fence = Self.fence(bytes) {
            try self.init(fenced: bytes, by: fence)
        } else if Self.startsObject(bytes) {
            try self.init(object: bytes)
        } else {
            self.init(body: text)
        }
    }

    private init(body: String) {
        notation = nil
        frontMatter = ""
        firstLine = 1
        self.body = body
        bodyLine = 1
    }

    private init(fenced bytes: [UInt8], by fence: [UInt8]) throws(FrontMatterError) {
        var line = 1
        var start = Self.nextLine(bytes, after: 0)
        let content = start
        while start < bytes.count {
            line += 1
            let end = Self.nextLine(bytes, after: start)
            if Self.isFence(bytes[start..<end], fence) {
                notation = fence[0] == UInt8(ascii: "-") ? .yaml : .toml
                frontMatter = String(decoding: bytes[content..<start], as: UTF8.self)
                firstLine = 2
                body = String(decoding: bytes[end...], as: UTF8.self)
                bodyLine = line + 1
                return
            }
            start = end
        }
        throw .unclosed(line: 1, fence: String(decoding: fence, as: UTF8.self))
    }

    private init(object bytes: [UInt8]) throws(FrontMatterError) {
        let start = bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0
        var depth = 0
        var isInString = false
        var index = start
        while index < bytes.count {
            switch (bytes[index], isInString) {
            case (UInt8(ascii: "\\"), true): index += 1
            case (UInt8(ascii: "\""), _): isInString.toggle()
            case (UInt8(ascii: "{"), false): depth += 1
            case (UInt8(ascii: "}"), false): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { break }
        }
        let firstLine = 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }
        guard depth == 0 else { throw .unclosed(line: firstLine, fence: "}") }
        let end = min(index, bytes.count)
        notation = .json
        self.firstLine = firstLine
        frontMatter = String(decoding: bytes[start..<end], as: UTF8.self)
        // What stands behind the brace on its line belongs to the body.
        let rest = bytes[end...].drop { $0 == 0x20 || $0 == 0x09 }
        let content = rest.first == UInt8(ascii: "\n") ? rest.dropFirst() : rest
        body = String(decoding: content, as: UTF8.self)
        bodyLine = 1 + bytes[..<content.startIndex].count { $0 == UInt8(ascii: "\n") }
    }

    /// Returns the fence on the first line, `---` or `+++`; `nil` if there is none.
    private static func fence(_ bytes: [UInt8]) -> [UInt8]? {
        let line = bytes[..<nextLine(bytes, after: 0)]
        return [Array("---".utf8), Array("+++".utf8)].first { isFence(line, $0) }
    }

    private static func isFence(_ line: ArraySlice<UInt8>, _ fence: [UInt8]) -> Bool {
        line.starts(with: fence)
            && line.dropFirst(fence.count).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    }

    /// Whether the text starts with an object; `{{` and `{%` are templates.
    private static func startsObject(_ bytes: [UInt8]) -> Bool {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        let text = bytes.drop(while: isSpace)
        guard text.first == UInt8(ascii: "{") else { return false }
        let next = text.dropFirst().first { !isSpace($0) }
        return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    }

    /// Returns the index at which the next line after the one of `index` starts.
    private static func nextLine(_ bytes: [UInt8], after index: Int) -> Int {
        (bytes[index...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
    }
}
