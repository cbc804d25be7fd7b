import ArgumentParser
import Composing
import Store

/// `--as NAME`: who acts.
struct WriterOption: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The acting user. Required if the pod has several and DANDELION_AS is not set.",
            valueName: "name"))
    var name: String?

    /// Finds the user: the one named here, else in `DANDELION_AS`, else the only one.
    ///
    /// - Throws: ``PodError/writerNotNamed(_:)`` if there are several, or none.
    func author(in pod: PodApplication) throws -> Author {
        if let name = name ?? EnvironmentDefaults.writer { return try pod.author(name) }
        let names = try pod.database.read { try $0.openUsernames(limit: 10) }
        guard names.count == 1 else { throw PodError.writerNotNamed(names) }
        return try pod.author(names[0])
    }
}
