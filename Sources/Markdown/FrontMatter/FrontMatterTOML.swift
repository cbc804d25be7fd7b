internal import TOMLKit

/// A parser of TOML front matter. Spec: TOML 1.0.
struct FrontMatterTOML {
    private let lines: [Substring]
    private let firstLine: Int

    static func entries(
        _ source: String, firstLine: Int
    ) throws(FrontMatterError) -> [FrontMatterEntry] {
        do {
            let table = try TOMLTable(string: source)
            let reader = FrontMatterTOML(
                lines: source.split(separator: "\n", omittingEmptySubsequences: false),
                firstLine: firstLine)
            return try reader.entries(of: table, depth: 0)
        } catch let error as FrontMatterError {
            throw error
        } catch let error as TOMLParseError {
            throw .syntax(
                line: firstLine + max(error.source.begin.line, 1) - 1, reason: error.description)
        } catch {
            throw .syntax(line: firstLine, reason: "\(error)")
        }
    }

    private func entries(
        of table: TOMLTable, depth: Int
    ) throws(FrontMatterError) -> [FrontMatterEntry] {
        var entries: [FrontMatterEntry] = []
        for (key, value) in table {
            let line = line(of: key)
            entries.append(
                FrontMatterEntry(
                    key: key, value: try self.value(value, line: line, depth: depth), line: line))
        }
        return entries.sorted { ($0.line, $0.key) < ($1.line, $1.key) }
    }

    private func value(
        _ value: any TOMLValueConvertible, line: Int, depth: Int
    ) throws(FrontMatterError) -> FrontMatterValue {
        guard depth <= FrontMatter.maximumDepth else { throw .tooDeep(line: line) }
        if let text = value.string { return .text(text) }
        if let flag = value.bool { return .boolean(flag) }
        if let table = value.table { return .table(try entries(of: table, depth: depth + 1)) }
        if let array = value.array {
            var list: [FrontMatterValue] = []
            for item in array { list.append(try self.value(item, line: line, depth: depth + 1)) }
            return .list(list)
        }
        if let moment = value.dateTime { return .literal(Self.text(of: moment)) }
        if let day = value.date { return .literal(Self.text(of: day)) }
        if let number = value.int { return .literal("\(number)") }
        if let number = value.double { return .literal("\(number)") }
        return .literal(value.debugDescription)
    }

    /// Returns the line on which a key is first set, as the TOML library reports no lines.
    private func line(of key: String) -> Int {
        let index = lines.firstIndex { line in
            let line = line.drop { " \t[\"'".contains($0) }
            guard line.hasPrefix(key) else { return false }
            let next = line.dropFirst(key.count).first { !" \t\"'".contains($0) }
            return next == "=" || next == "]" || next == "."
        }
        return firstLine + (index ?? 0)
    }

    private static func text(of day: TOMLDate) -> String {
        "\(padded(day.year, 4))-\(padded(day.month))-\(padded(day.day))"
    }

    private static func text(of moment: TOMLDateTime) -> String {
        let time = moment.time
        var text =
            "\(text(of: moment.date))T\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))"
        if let offset = moment.offset?.offset {
            text += offset < 0 ? "-" : "+"
            text += "\(padded(abs(offset) / 60)):\(padded(abs(offset) % 60))"
        }
        return text
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
