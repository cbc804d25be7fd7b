import Testing

/// Commands are named by the command line alone: a browser, an API and other programs have none.
@Suite struct CommandNamesTests {
    @Test func noModuleBelowTheCommandLineNamesACommand() throws {
        let files = try SwiftSources.all().filter { !$0.path.contains("Sources/Dandelion/") }
        try #require(files.count > 100)

        for file in files {
            for line in file.code {
                #expect(!line.contains("`dandelion "), "\(file.path): \(line)")
            }
        }
    }
}
