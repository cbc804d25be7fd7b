internal import Foundation
internal import SystemPackage

/// The places of the files that a configuration names, or that are beside it.
///
/// Never in the current folder: a command given in a folder of somebody else's would publish what lies there.
struct ConfigurationFolders {
    let file: ConfigurationFile
    /// The pod's data folder, where the configuration would be if there were one.
    let dataFolder: FilePath
    let currentFolder: FilePath
    /// The running program, links resolved.
    let program: FilePath

    /// Lists the folders of themes, in the order of lookup: the one that `environment.themes`
    /// names, `themes` beside the configuration, and the one in `../share/dandelion` of the
    /// program. Whether they exist is checked when pages are rendered.
    func themes(for configuration: Configuration) -> [FilePath] {
        named(configuration.environment.themes) + standardFolders("themes")
    }

    /// Lists the folders of the pod's own texts and files, in the same order.
    func site(for configuration: Configuration) -> [FilePath] {
        named(configuration.environment.site) + standardFolders("site")
    }

    /// Lists the folders that a setting names, with the setting.
    func required(
        for configuration: Configuration
    ) -> [(setting: String, path: FilePath)] {
        named(configuration.environment.themes).map { ("environment.themes", $0) }
            + named(configuration.environment.site).map { ("environment.site", $0) }
    }

    private func named(_ written: String?) -> [FilePath] {
        // A path that begins with a slash replaces the folder.
        written.map { [configurationFolder.pushing(FilePath($0))] } ?? []
    }

    /// Returns the file of certificate authorities; `nil` for those of the system.
    func certificateAuthorities(
        for configuration: Configuration
    ) throws(ConfigurationError) -> FilePath? {
        try existing(
            configuration.environment.certificateAuthorities,
            of: "environment.certificate_authorities")
    }

    private func existing(
        _ written: String?, of setting: String
    ) throws(ConfigurationError) -> FilePath? {
        guard let written else { return nil }
        // A path that begins with a slash replaces the folder.
        let path = configurationFolder.pushing(FilePath(written))
        guard exists(path) else { throw .missing(setting: setting, path: path.string) }
        return path
    }

    private func standardFolders(_ name: FilePath.Component) -> [FilePath] {
        let share = program.removingLastComponent().removingLastComponent()
            .appending(["share", "dandelion"])
        return [configurationFolder, share].map { $0.appending(name).lexicallyNormalized() }
    }

    /// The folder that paths in the configuration are relative to.
    private var configurationFolder: FilePath {
        currentFolder.pushing(file.path?.removingLastComponent() ?? dataFolder)
    }

    private func exists(_ path: FilePath) -> Bool {
        FileManager.default.fileExists(atPath: path.string)
    }
}
