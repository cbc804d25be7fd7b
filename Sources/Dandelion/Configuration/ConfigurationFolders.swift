internal import Foundation
internal import SystemPackage

/// Where the files are that a configuration names, or that stand beside it.
struct ConfigurationFolders {
    let file: ConfigurationFile
    let currentFolder: FilePath
    /// The running program, links resolved.
    let program: FilePath

    /// The folders of themes, in the order in which a theme is looked for.
    ///
    /// `environment.themes` comes first, or else nothing; then what there is of `themes` beside the
    /// configuration, in the current folder and in `../share/dandelion` of the program. So a podmin's
    /// own folder need not hold the default theme.
    func themes(for configuration: Configuration) throws(ConfigurationError) -> [FilePath] {
        let named = try existing(configuration.environment.themes, of: "environment.themes")
        let standard = standardFolders("themes")
        let found = [named].compactMap { $0 } + standard.filter(exists)
        guard !found.isEmpty else { throw .noThemes(searched: standard.map(\.string)) }
        return found
    }

    /// The folder of the pod's own pages; `nil` if there is none, which is no error.
    func site(for configuration: Configuration) throws(ConfigurationError) -> FilePath? {
        try existing(configuration.environment.site, of: "environment.site")
            ?? standardFolders("site").first(where: exists)
    }

    /// The file of certificate authorities; `nil` for those of the system.
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
        var folders: [FilePath] = []
        for folder in [configurationFolder, currentFolder, share] {
            let path = folder.appending(name).lexicallyNormalized()
            if !folders.contains(path) { folders.append(path) }
        }
        return folders
    }

    /// What paths in the configuration are relative to.
    private var configurationFolder: FilePath {
        file.path.map { currentFolder.pushing($0.removingLastComponent()) } ?? currentFolder
    }

    private func exists(_ path: FilePath) -> Bool {
        FileManager.default.fileExists(atPath: path.string)
    }
}
