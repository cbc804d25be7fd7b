import Escaping
import Foundation
import TestSupport
import Testing

@testable import Web

/// Forms of random pieces, for as many seconds as `FUZZ_SECONDS` says.
@Suite struct FormFuzzTests {
    private static let seconds =
        Double(ProcessInfo.processInfo.environment["FUZZ_SECONDS"] ?? "") ?? 2
    private static let pieces = [
        "&", "=", "+", "%", "%2", "%26", "%3D", "%0D%0A", "%0A", "%0D", "%00", "%FF", "%C3%A9",
        "text", "aspect", "é", "\u{202E}", " ", ";", "a",
    ]

    @Test func aFormIsReadAsItIsWrittenOrRefused() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var (read, refused) = (0, 0)
        while ContinuousClock.now < end || read < 50 || refused < 50 {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                Self.pieces[Int.random(in: Self.pieces.indices, using: &random)]
            }.joined()
            guard let fields = try? FormFields(text) else {
                refused += 1
                continue
            }
            read += 1
            let written = fields.all.map {
                "\(PercentEncoding.queryValue.encoded($0.name))="
                    + PercentEncoding.queryValue.encoded($0.value)
            }
            // A name grows by its percent signs, beyond its bound perhaps.
            guard let again = try? FormFields(written.joined(separator: "&")) else { continue }
            #expect(again == fields, "FUZZ_SEED=\(seed), \(text.debugDescription)")
            if again != fields { return }
        }
    }
}
