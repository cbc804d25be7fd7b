import ArgumentParser
import Foundation
import SystemPackage

/// The pod that a command works on.
struct PodOptions: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "The pod's data folder (default: DANDELION_DATA, else var).", valueName: "dir"))
    var givenData: String?

    @Option(
        help: ArgumentHelp(
            "Its configuration (default: dandelion.toml in the data folder).", valueName: "file"))
    var config: String?

    /// The folder of commands that name none.
    static var defaultData: String { EnvironmentDefaults.data ?? "var" }

    var data: String { givenData ?? Self.defaultData }

    var dataFolder: URL { URL(filePath: data, directoryHint: .isDirectory) }

    func configurationFile() throws -> ConfigurationFile {
        try ConfigurationFile.locate(
            explicit: config.map { FilePath($0) }, dataFolder: FilePath(data))
    }

    /// Opens the pod.
    ///
    /// - Parameter isReading: The command changes nothing.
    func pod(isReading: Bool = false) throws -> PodApplication {
        try PodApplication(options: self, isReading: isReading)
    }
}
