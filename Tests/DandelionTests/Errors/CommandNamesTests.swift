import Testing

/// Commands and their options are named by the command line alone: a browser, an API and other programs have none.
@Suite struct CommandNamesTests {
    /// Files that give options to other programs.
    private static let ofOtherPrograms = [
        "ChildProcess/ConfinedProcess.swift", "ChildProcess/ProcessLimits.swift",
        "Imaging/Processing/VipsCommand.swift", "Backup/Archive/ArchiveTool.swift",
    ]

    private static func isOfOtherPrograms(_ file: SwiftSources.File) -> Bool {
        ofOtherPrograms.contains { file.path.hasSuffix("Sources/" + $0) }
    }

    /// Looks at the whole line but for a comment at its end: outside of texts, nothing is written like an option.
    private static func namesAnOption(_ line: Substring) -> Bool {
        let code = line.firstRange(of: " // ").map { line[..<$0.lowerBound] } ?? line
        return code.firstMatch(of: #/(?:^|[^\-\w!])--[a-z]/#) != nil
    }

    private static func filesBelow() throws -> [SwiftSources.File] {
        let files = try SwiftSources.all().filter { !$0.path.contains("Sources/Dandelion/") }
        try #require(files.count > 100)
        return files
    }

    @Test func noModuleBelowTheCommandLineNamesACommand() throws {
        for file in try Self.filesBelow() {
            for line in file.code {
                #expect(!line.contains("`dandelion "), "\(file.path): \(line)")
            }
        }
    }

    @Test func noModuleBelowTheCommandLineNamesAnOption() throws {
        for file in try Self.filesBelow() where !Self.isOfOtherPrograms(file) {
            for line in file.code {
                #expect(!Self.namesAnOption(line), "\(file.path): \(line)")
            }
        }
    }

    @Test func exceptionsAreFilesThatGiveOptions() throws {
        let files = try Self.filesBelow().filter(Self.isOfOtherPrograms)

        #expect(files.count == Self.ofOtherPrograms.count)
        for file in files {
            #expect(file.code.contains(where: Self.namesAnOption), "\(file.path)")
        }
    }

    @Test(arguments: [
        ("title: \"left alone without --update\"", true), ("\"--json\"", true),
        ("    or give --photo; lines of a long text", true),
        ("label.hasPrefix(\"xn--\")", false), ("\"<!--more--> --\"", false),
        ("\"-----begin\"", false), ("let x = 1 // with --json", false),
    ])
    func optionsAreFoundInTexts(line: String, isNamed: Bool) {
        #expect(Self.namesAnOption(line[...]) == isNamed)
    }
}
