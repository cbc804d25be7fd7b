internal import TOMLKit

/// Turns a text in TOML and environment variables into a ``Configuration``, or into everything that
/// is wrong with them. It reads no files.
struct ConfigurationReader {
    /// The file's name in messages.
    let file: String
    let checks: SettingChecks

    private var configuration = Configuration()
    private var problems: [ConfigurationProblem] = []

    init(file: String, checks: SettingChecks) {
        self.file = file
        self.checks = checks
    }

    /// Reads the configuration.
    ///
    /// - Throws: ``ConfigurationError/invalid(_:)`` with all problems. A syntax error is reported
    ///   alone, as nothing after it can be trusted.
    mutating func read(
        _ text: String, variables: [String: String]
    ) throws(ConfigurationError) -> Configuration {
        let root = try parse(text)
        read(root, at: [], lines: TOMLKeyLines(text).lines)
        problems = problems.sorted { (line(of: $0), $0.message) < (line(of: $1), $1.message) }
        for (name, value) in ConfigurationVariables.relevant(of: variables) {
            readVariable(name, value)
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        return configuration
    }

    private func parse(_ text: String) throws(ConfigurationError) -> TOMLTable {
        // TOMLKit hands the text on as a C string, which would end here.
        if let zero = text.utf8.firstIndex(of: 0) {
            let line = 1 + text.utf8[..<zero].count { $0 == 0x0A }
            throw .invalid([problem("this line holds a NUL character", line: line)])
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let message = "this is not TOML: \(error.description)"
            throw .invalid([problem(message, line: error.source.begin.line)])
        } catch {
            throw .unreadable(file: file, reason: "\(error)")
        }
    }

    private mutating func read(_ table: TOMLTable, at path: [String], lines: [[String]: Int]) {
        for key in table.keys {
            let parts = path + [key]
            // A quoted key may hold a dot; no setting has such a key.
            let name = key.contains(".") ? nil : parts.joined(separator: ".")
            let line = lines[parts]
            let value = table[key]?.tomlValue
            if let setting = name.flatMap({ SettingTable.byPath[$0] }), let value {
                readValue(value, of: setting, line: line)
            } else if let inner = value?.table, !inner.isEmpty,
                parts.count < TOMLKeyLines.maximumDepth
            {
                read(inner, at: parts, lines: lines)
            } else if name.map(SettingTable.sections.contains) != true {
                noteUnknown(parts, line: line)
            } else if let value, value.type != .table {
                let found = TOMLDescription.of(value)
                note("\"\(Self.shown(parts))\" expected a table, found \(found)", line: line)
            }
        }
    }

    private mutating func readValue(_ value: TOMLValue, of setting: Setting, line: Int?) {
        guard let read = TOMLDescription.value(value, of: setting.kind) else {
            note(
                "\"\(setting.path)\" expected \(setting.kind.rawValue),"
                    + " found \(TOMLDescription.of(value))",
                remedy: TOMLDescription.remedy(value, for: setting), line: line)
            return
        }
        do {
            try setting.store(read, &configuration, checks)
        } catch {
            note("\"\(setting.path)\": \(error.message)", remedy: error.remedy, line: line)
        }
    }

    private mutating func noteUnknown(_ parts: [String], line: Int?) {
        let shown = Self.shown(parts)
        let nearest = NearestName(among: SettingTable.byPath.keys).nearest(to: shown)
        let remedy =
            nearest.map { "did you mean \"\($0)\"?" }
            ?? "config/dandelion.example.toml explains every key there is"
        note("unknown key \"\(shown)\"", remedy: remedy, line: line)
    }

    private mutating func readVariable(_ name: String, _ value: String) {
        let long = ConfigurationVariables.long(name)
        guard let setting = SettingTable.all.first(where: { $0.variable == long }) else {
            let nearest = NearestName(among: SettingTable.all.map(\.variable)).nearest(to: name)
            problems.append(
                ConfigurationProblem(
                    place: .environment, message: "unknown variable \"\(name)\"",
                    remedy: nearest.map { "did you mean \"\($0)\"?" }
                        ?? "config/dandelion.example.toml explains every one there is"))
            return
        }
        do {
            let value = try SettingValue(variable: value, kind: setting.kind)
            try setting.store(value, &configuration, checks)
        } catch {
            problems.append(
                ConfigurationProblem(
                    place: .environment, message: "\(name): \(error.message)",
                    remedy: error.remedy))
        }
    }

    // MARK: - Problems

    private mutating func note(_ message: String, remedy: String? = nil, line: Int?) {
        problems.append(problem(message, remedy: remedy, line: line))
    }

    private func problem(
        _ message: String, remedy: String? = nil, line: Int?
    ) -> ConfigurationProblem {
        ConfigurationProblem(place: .file(file, line: line), message: message, remedy: remedy)
    }

    private func line(of problem: ConfigurationProblem) -> Int {
        guard case .file(_, let line?) = problem.place else { return .max }
        return line
    }

    /// Writes a key in the notation of TOML.
    private static func shown(_ parts: [String]) -> String {
        parts.map { part in
            let isBare = part.utf8.allSatisfy { TOMLKeyLines.isBareKey($0) }
            return isBare && !part.isEmpty ? part : "'\(part)'"
        }
        .joined(separator: ".")
    }
}
