/// The environment variables that override `dandelion.toml`.
enum ConfigurationVariables {
    static let prefix = "DANDELION_"

    /// Beginnings of names that the project's own scripts and tests use.
    static let reserved = ["DANDELION_TEST_", "DANDELION_BENCH_"]

    /// Those that stand for options of commands, and are no settings.
    private static let ofCommands: Set<String> = [
        EnvironmentDefaults.dataVariable, EnvironmentDefaults.writerVariable,
    ]

    /// A variable that is empty counts as not set, as is usual.
    static func relevant(of variables: [String: String]) -> [(name: String, value: String)] {
        variables
            .filter { name, value in
                name.hasPrefix(prefix) && !value.isEmpty
                    && !reserved.contains(where: name.hasPrefix) && !ofCommands.contains(name)
            }
            .sorted { $0.key < $1.key }
            .map { (name: $0.key, value: $0.value) }
    }
}
