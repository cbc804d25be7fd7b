/// The environment variables that override `dandelion.toml`.
enum ConfigurationVariables {
    static let prefix = "DANDELION_"

    /// Beginnings of names that the project's own scripts and tests use.
    static let reserved = ["DANDELION_TEST_", "DANDELION_BENCH_"]

    /// The variables that set options of commands, and are not settings.
    private static let ofCommands: Set<String> = [
        EnvironmentDefaults.dataVariable, EnvironmentDefaults.writerVariable,
    ]

    /// Names that other programs have as well, and the long ones that go before them.
    private static let short = ["LOG_LEVEL": "DANDELION_ENVIRONMENT_LOGGING_LEVEL"]

    /// Returns the name of the setting that a variable is for.
    static func long(_ name: String) -> String { short[name] ?? name }

    /// Lists the variables that are settings. An empty variable counts as not set, as is usual.
    static func relevant(of variables: [String: String]) -> [(name: String, value: String)] {
        variables
            .filter { name, value in
                if let long = short[name] {
                    return !value.isEmpty && variables[long, default: ""].isEmpty
                }
                return name.hasPrefix(prefix) && !value.isEmpty
                    && !reserved.contains(where: name.hasPrefix) && !ofCommands.contains(name)
            }
            .sorted { $0.key < $1.key }
            .map { (name: $0.key, value: $0.value) }
    }
}
