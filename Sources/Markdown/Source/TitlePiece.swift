/// A part of a title: words, or code between backticks.
///
/// Spec: CommonMark, "Code spans".
enum TitlePiece: Equatable {
    case text(String)
    case code(String, written: String)

    /// Splits a title of one line into text and code; backticks without a matching run are text.
    static func pieces(of title: String) -> [TitlePiece] {
        guard title.utf8.contains(mark) else { return [.text(title)] }
        let bytes = Array(title.utf8)
        let runs = runs(in: bytes)
        var pieces: [TitlePiece] = []
        var start = 0
        var index = 0
        while index < runs.count {
            let opening = runs[index]
            guard let end = runs[(index + 1)...].firstIndex(where: { $0.count == opening.count })
            else {
                index += 1
                continue
            }
            if start < opening.lowerBound {
                pieces.append(.text(string(bytes[start..<opening.lowerBound])))
            }
            let code = bytes[opening.upperBound..<runs[end].lowerBound]
            start = runs[end].upperBound
            pieces.append(
                .code(string(stripped(code)), written: string(bytes[opening.lowerBound..<start])))
            index = end + 1
        }
        if start < bytes.count { pieces.append(.text(string(bytes[start...]))) }
        return pieces
    }

    private static let mark = UInt8(ascii: "`")

    private static func runs(in bytes: [UInt8]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, byte) in bytes.enumerated() where byte == mark {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    /// Returns code without the space on each side that separates it from its backticks.
    private static func stripped(_ code: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard code.count > 2, code.first == 0x20, code.last == 0x20 else { return code }
        return code.dropFirst().dropLast()
    }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
