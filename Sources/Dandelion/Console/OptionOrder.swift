import ArgumentParser

/// The pod's own options may stand before the command, as people write them: they are moved behind
/// it, where the command's parser looks for them.
enum OptionOrder {
    private static let globals = ["--data": "dir", "--config": "file"]

    /// Moves the pod's own options behind the command.
    ///
    /// - Parameter root: The command whose subcommands take the options.
    /// - Throws: `ValidationError` for an option without its value.
    static func globalsLast(
        _ arguments: [String], of root: any ParsableCommand.Type
    ) throws -> [String] {
        var rest = arguments[...]
        var moved: [String] = []
        while let first = rest.first {
            if let value = globals[first] {
                guard rest.count > 1 else {
                    throw ValidationError("Missing value for '\(first) <\(value)>'")
                }
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if globals.keys.contains(where: { first.hasPrefix($0 + "=") }) {
                moved.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        // Where there is no such command, its parser says that, and not that it has no such options.
        guard names(rest, of: root) else { return Array(rest) }
        guard let end = rest.firstIndex(of: "--") else { return rest + moved }
        return rest[..<end] + moved + rest[end...]
    }

    /// Returns the arguments from the command on.
    static func withoutGlobals(_ arguments: [String]) -> ArraySlice<String> {
        var rest = arguments[...]
        while let first = rest.first {
            if globals[first] != nil {
                rest = rest.dropFirst(2)
            } else if globals.keys.contains(where: { first.hasPrefix($0 + "=") }) {
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        return rest
    }

    /// Returns whether arguments begin with the name of a command that is not a group.
    private static func names(
        _ arguments: ArraySlice<String>, of command: any ParsableCommand.Type
    ) -> Bool {
        let commands = command.configuration.subcommands
        guard !commands.isEmpty else { return true }
        let named = commands.first { $0.configuration.commandName == arguments.first }
        return named.map { names(arguments.dropFirst(), of: $0) } ?? false
    }
}
