import ArgumentParser

/// `--as NAME`: who acts.
struct WriterOption: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The user who does it.", valueName: "name"))
    var name: String
}
