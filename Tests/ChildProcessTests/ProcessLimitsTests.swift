import Testing

@testable import ChildProcess

struct ProcessLimitsTests {
    @Test func limitsAreOptionsOfPrlimit() {
        let limits = ProcessLimits(
            addressSpace: 1_342_177_280, processorSeconds: 60, fileBytes: 268_435_456,
            wallTime: .seconds(1))

        #expect(
            limits.arguments.joined(separator: " ")
                == "--as=1342177280 --cpu=60:61 --fsize=268435456 --nofile=64 --core=0")
    }
}
