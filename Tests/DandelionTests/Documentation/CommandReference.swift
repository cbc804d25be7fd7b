/// The sections of docs/commands.md, one a command, from the same definitions as `--help`.
struct CommandReference {
    let program: CommandHelp

    var text: String {
        (program.subcommands ?? []).filter(\.isShown).map(section)
            .joined(separator: "\n")
    }

    private func section(_ command: CommandHelp) -> String {
        let leaves = command.leaves
        guard leaves.count > 1 || leaves.first?.path != command.path else {
            return entry(command, level: "##")
        }
        let head = "## \(command.path)\n\n\(command.abstract ?? "")\n"
        return ([head] + leaves.map { entry($0, level: "###") }).joined(separator: "\n")
    }

    private func entry(_ command: CommandHelp, level: String) -> String {
        var text = "\(level) \(command.path)\n\n\(command.abstract ?? "")\n\n"
        text += Self.discussion(command.discussion ?? "")
        let arguments = command.ownArguments
        guard !arguments.isEmpty else { return text }
        text += "\n| argument | meaning |\n|---|---|\n"
        for argument in arguments { text += row(argument) + "\n" }
        return text
    }

    /// Examples are indented in `--help`; here they are code.
    private static func discussion(_ text: String) -> String {
        var lines: [String] = []
        var isCode = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("Example") { continue }
            let isIndented = line.hasPrefix("  ")
            if isIndented != isCode, !line.isEmpty {
                lines.append("```")
                isCode = isIndented
            }
            lines.append(isIndented ? String(line.dropFirst(2)) : String(line))
        }
        if isCode { lines.append("```") }
        return tidied(lines).joined(separator: "\n") + "\n"
    }

    /// Takes empty lines away where they double or stand inside the fence's ends.
    private static func tidied(_ lines: [String]) -> [String] {
        var tidy: [String] = []
        for (index, line) in lines.enumerated() {
            let isEnd = line == "```" && lines[..<index].filter { $0 == "```" }.count == 1
            if isEnd { while tidy.last?.isEmpty == true { tidy.removeLast() } }
            if line.isEmpty, tidy.isEmpty || tidy.last?.isEmpty == true { continue }
            tidy.append(line)
            if isEnd { tidy.append("") }
        }
        while tidy.last?.isEmpty == true { tidy.removeLast() }
        return tidy
    }

    private func row(_ argument: CommandHelp.Argument) -> String {
        let value = (argument.valueName ?? "").uppercased()
        let names = (argument.names ?? []).map(\.written)
        let written =
            switch argument.kind {
            case "positional": value
            case "flag": names.joined(separator: ", ")
            default: names.joined(separator: ", ") + " " + value
            }
        var meaning = argument.abstract ?? ""
        if let value = argument.defaultValue, argument.kind == "option" {
            meaning += " (default: `\(value)`)"
        }
        if !argument.isOptional, argument.kind == "option" { meaning += " Required." }
        return "| `\(written)` | \(meaning) |"
    }
}
