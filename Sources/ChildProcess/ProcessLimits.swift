/// Limits on the resources of a child process.
public struct ProcessLimits: Sendable {
    /// The address space in bytes.
    public var addressSpace: Int
    /// The processor time in whole seconds; the program is killed one second later.
    public var processorSeconds: Int
    /// Length of the largest file that it may write.
    public var fileBytes: Int
    /// The longest it may last, however little it computes.
    public var wallTime: Duration

    public init(addressSpace: Int, processorSeconds: Int, fileBytes: Int, wallTime: Duration) {
        self.addressSpace = addressSpace
        self.processorSeconds = processorSeconds
        self.fileBytes = fileBytes
        self.wallTime = wallTime
    }

    /// Options of `prlimit`.
    var arguments: [String] {
        [
            "--as=\(addressSpace)", "--cpu=\(processorSeconds):\(processorSeconds + 1)",
            "--fsize=\(fileBytes)", "--nofile=64", "--core=0",
        ]
    }
}
