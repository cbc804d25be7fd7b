import DomainErrors
import Foundation
import Store
import TestSupport
import Testing
import Theming

@testable import Dandelion

/// Codes, the facts that go with them, and the sentences made of both.
@Suite struct ErrorCodeTests {
    @Test func everyCodeHasASample() {
        for samples in ErrorSamples.all {
            let codes = samples.errors.map { $0.record.code }
            #expect(codes == samples.codes, "\(samples.type)")
        }
    }

    @Test func noTwoTypesShareACode() {
        let codes = ErrorSamples.all.flatMap(\.codes)

        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(code.wholeMatch(of: #/[a-z0-9]+(_[a-z0-9]+)*/#) != nil, "\(code)")
        }
    }

    /// Reads the declarations, as a type that is forgotten here would be worded nowhere.
    @Test func everyTypeOfErrorIsSampledHere() throws {
        let sources = try SwiftSources.all()
        let types = sources.flatMap { file in
            file.text.matches(of: #/enum (\w+): (?:Domain|Recorded)Error\b/#)
                .map { String($0.output.1) }
        }

        #expect(types.sorted() == ErrorSamples.all.map(\.type).sorted())
    }

    @Test func valuesAreNamedInSnakeCase() {
        for error in ErrorSamples.all.flatMap(\.errors) {
            for name in error.record.values.keys {
                #expect(name.wholeMatch(of: #/[a-z]+(_[a-z]+)*/#) != nil, "\(name)")
            }
        }
    }

    @Test func everySentenceHasAllItsValues() {
        for error in ErrorSamples.all.flatMap(\.errors) {
            let sentence = ErrorSentence.text(for: error)
            #expect(!sentence.isEmpty && !sentence.contains("{"), "\(error): \(sentence)")
        }
    }

    @Test func theTechnicalTextNamesNoCommand() {
        for error in ErrorSamples.all.flatMap(\.errors) {
            #expect(!"\(error)".contains("`dandelion "), "\(error)")
        }
    }

    @Test func theWordsOfPagesAreThoseOfTheErrorsThatPagesMeet() throws {
        let codes = ErrorSamples.all.filter(\.isForPages).flatMap(\.codes)
        for language in Words.available {
            #expect(try Words.load(language: language).errorCodes == Set(codes), "\(language)")
        }
    }

    /// A name without a value would stay in braces.
    @Test func theWordsOfPagesNameValuesThatTheErrorHasAndNoCommand() throws {
        for language in Words.available {
            let words = try Words.load(language: language)
            for error in ErrorSamples.all.filter(\.isForPages).flatMap(\.errors) {
                let text = words.text(for: error.record)
                #expect(
                    !text.contains("{") && !text.contains("`") && !text.contains("--"),
                    "\(language): \(text)")
            }
        }
    }

    /// Reasons of lower layers are technical English, and paths are those of the pod's own files.
    @Test func theWordsOfPagesPassOnNeitherReasonsNorPaths() throws {
        let samples: [any DomainError] = ErrorSamples.all.filter(\.isForPages).flatMap(\.errors)
        for language in Words.available {
            let words = try Words.load(language: language)
            for error in samples + ErrorSamples.withReasons {
                let text = words.text(for: error.record)
                for hidden in Self.hidden(error.record) {
                    #expect(!text.contains(hidden), "\(language): \(text)")
                }
            }
        }
    }

    private static func hidden(_ record: ErrorRecord) -> [String] {
        record.values.flatMap { name, value -> [String] in
            switch value {
            case .text(let text): ["reason", "path", "place"].contains(name) ? [text] : []
            case .error(let cause): hidden(cause)
            case .number, .list: []
            }
        }
    }
}
