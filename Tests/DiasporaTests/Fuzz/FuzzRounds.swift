import Foundation
import Testing

/// How often a fuzz test runs, and from which seed.
struct FuzzRounds {
    let seed: UInt64
    private let usual: Int
    private let seconds: Double?

    init(usual: Int) {
        let environment = ProcessInfo.processInfo.environment
        seconds = environment["FUZZ_SECONDS"].flatMap(Double.init)
        self.usual = usual
        let seed = environment["FUZZ_SEED"].flatMap(UInt64.init)
        // The same rounds in every usual run, others whenever time is given to look for them.
        self.seed = seed ?? (seconds == nil ? 1 : UInt64.random(in: 0...UInt64.max))
        if seconds != nil { print("FUZZ_SEED=\(self.seed)") }
    }

    /// - Parameter round: Whether what must hold holds.
    func run(_ round: () -> Bool) {
        let end = ContinuousClock.now + .seconds(seconds ?? 0)
        var count = 0
        while count < usual || (seconds != nil && ContinuousClock.now < end) {
            count += 1
            let isSound = round()
            #expect(isSound, "FUZZ_SEED=\(seed), round \(count)")
            if !isSound { return }
        }
    }
}
