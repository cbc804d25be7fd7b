import ArgumentParser

/// A command that there is none of, and the one that may be meant.
struct UnknownCommand: CustomStringConvertible {
    /// The commands that it was looked for under, from the program's name on.
    let path: [String]
    let name: String
    let nearest: String?

    /// Looks for the first argument that should name a command and does not.
    ///
    /// - Returns: nil if each does.
    static func find(
        in arguments: [String], of root: any ParsableCommand.Type
    ) -> UnknownCommand? {
        var rest = OptionOrder.withoutGlobals(arguments)
        var command: any ParsableCommand.Type = root
        var path = [root.configuration.commandName ?? "dandelion"]
        while true {
            let commands = command.configuration.subcommands
            // Options and `help` are the parser's.
            guard !commands.isEmpty, let name = rest.first, !name.hasPrefix("-"), name != "help"
            else { return nil }
            guard let next = commands.first(where: { $0.configuration.commandName == name }) else {
                let names = commands.compactMap { $0.configuration.commandName }
                return UnknownCommand(
                    path: path, name: name,
                    nearest: NearestName(among: names).nearest(to: name))
            }
            path.append(name)
            command = next
            rest = rest.dropFirst()
        }
    }

    var description: String {
        let place = path.joined(separator: " ")
        return "there is no command \"\(name)\""
            + (path.count > 1 ? " under `\(place)`" : "")
            + (nearest.map { "; did you mean `\(place) \($0)`?" }
                ?? "; `\(place) --help` lists them")
    }
}
