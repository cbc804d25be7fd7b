import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Dandelion

struct ConfigurationFileTests {
    @Test func theNamedFileComesBeforeThatOfTheDataFolder() throws {
        try withFolder(["var/dandelion.toml": "", "other.toml": ""]) { folder throws in
            let data = folder.appending("var")
            let other = folder.appending("other.toml")

            let named = try ConfigurationFile.locate(explicit: other, dataFolder: data)
            let found = try ConfigurationFile.locate(explicit: nil, dataFolder: data)
            let none = try ConfigurationFile.locate(explicit: nil, dataFolder: folder)

            #expect(named.path == other)
            #expect(found.path == data.appending("dandelion.toml"))
            #expect(none.path == nil)
            #expect(try none.load(variables: [:]) == Configuration())
        }
    }

    @Test func aNamedFileThatIsNotThereIsAnError() {
        #expect(throws: ConfigurationError.notFound(file: "/nowhere/a.toml")) {
            try ConfigurationFile.locate(explicit: "/nowhere/a.toml", dataFolder: "/nowhere")
        }
    }

    @Test func aFileIsNamedAsItWasGiven() throws {
        try withFolder(["dandelion.toml": "[settings]\nthema = 1\n"]) { folder throws in
            let file = try ConfigurationFile.locate(explicit: nil, dataFolder: folder)
            let error = #expect(throws: ConfigurationError.self) { try file.load(variables: [:]) }

            let expected = """
                \(folder)/dandelion.toml:2: unknown key "settings.thema"
                       did you mean "settings.theme"?
                """
            #expect(error?.description == expected)
        }
    }

    @Test func theLanguageMustHaveACatalogue() throws {
        try withFolder(["dandelion.toml": "settings.language = \"tlh\""]) { folder throws in
            let file = try ConfigurationFile.locate(explicit: nil, dataFolder: folder)
            let error = #expect(throws: ConfigurationError.self) { try file.load(variables: [:]) }

            #expect(error?.description.contains("there is: en") == true)
            let lenient = try file.load(variables: [:], languageProblem: { _ in nil })
            #expect(lenient.settings.language == "tlh")
        }
    }

    @Test func aFileOfMoreThanAMegabyteIsRefused() throws {
        let limit = ConfigurationFile.maximumBytes
        let comment = String(repeating: "#", count: limit)
        try withFolder(["fits.toml": comment, "large.toml": comment + "#"]) { folder throws in
            let fits = ConfigurationFile(path: folder.appending("fits.toml"))
            let large = folder.appending("large.toml")

            #expect(try fits.load(variables: [:]) == Configuration())
            #expect(
                throws: ConfigurationError.tooLarge(file: large.string, maximumBytes: limit)
            ) { try ConfigurationFile(path: large).load(variables: [:]) }
        }
    }

    @Test func bytesThatAreNotUTF8AreNamedWithTheirLine() throws {
        try withFolder([:]) { folder throws in
            let path = folder.appending("latin1.toml")
            let bytes = Array("# ä\n[settings]\npod_name = \"".utf8) + [0xE4] + Array("\"\n".utf8)
            try Data(bytes).write(to: URL(filePath: path.string))

            #expect(throws: ConfigurationError.notUTF8(file: path.string, line: 3)) {
                try ConfigurationFile(path: path).load(variables: [:])
            }
        }
    }

    @Test func aFolderIsNoFile() throws {
        try withFolder([:]) { folder throws in
            let error = #expect(throws: ConfigurationError.self) {
                try ConfigurationFile(path: folder).load(variables: [:])
            }
            guard case .unreadable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    // MARK: - Folders

    @Test func filesAreLookedForBesideTheConfigurationAndTheProgramAndNowhereElse() throws {
        let files = ["pod/dandelion.toml": "", "here/themes/a": "", "here/site/static/a": ""]
        try withFolder(files) { folder throws in
            let folders = folders(in: folder, file: folder.pushing("pod/dandelion.toml"))

            #expect(
                folders.themes(for: Configuration()) == [
                    folder.pushing("pod/themes"), folder.pushing("share/dandelion/themes"),
                ])
            #expect(
                folders.site(for: Configuration()) == [
                    folder.pushing("pod/site"), folder.pushing("share/dandelion/site"),
                ])
            #expect(try folders.certificateAuthorities(for: Configuration()) == nil)
        }
    }

    @Test func aPodWithoutAConfigurationLooksInItsDataFolder() throws {
        try withFolder([:]) { folder throws in
            let folders = folders(in: folder, file: nil)

            #expect(folders.site(for: Configuration()).first == folder.pushing("here/data/site"))
        }
    }

    @Test func pathsAreRelativeToTheConfiguration() throws {
        let files = ["pod/ca.pem": "", "here/a": ""]
        try withFolder(files) { folder throws in
            let folders = folders(in: folder, file: "../pod/dandelion.toml")
            var configuration = Configuration()
            configuration.environment.themes = "mine"
            configuration.environment.certificateAuthorities = "ca.pem"
            configuration.environment.site = folder.appending("pod").string

            #expect(
                folders.themes(for: configuration).first?.lexicallyNormalized()
                    == folder.pushing("pod/mine"))
            #expect(
                try folders.certificateAuthorities(for: configuration)?.lexicallyNormalized()
                    == folder.pushing("pod/ca.pem"))
            #expect(folders.site(for: configuration).first == folder.appending("pod"))
            #expect(
                folders.required(for: configuration).map(\.setting) == [
                    "environment.themes", "environment.site",
                ])
        }
    }

    private func folders(in folder: FilePath, file: FilePath?) -> ConfigurationFolders {
        ConfigurationFolders(
            file: ConfigurationFile(path: file), dataFolder: "data",
            currentFolder: folder.appending("here"), program: folder.pushing("bin/dandelion"))
    }

    /// Makes a folder with files in it, and removes it in the end.
    private func withFolder(
        _ files: [String: String], _ body: (FilePath) throws -> Void
    ) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for (name, text) in files { try folder.write(text.utf8, to: name) }
        try body(FilePath(folder.url.path))
    }
}
