/// A program to be run, with all that it is given.
public struct ConfinedCommand: Sendable {
    /// The program's path, then its arguments.
    public var arguments: [String]
    /// All variables that it sees.
    public var environment = ["LC_ALL": "C.UTF-8"]
    /// The folder that it starts in; the pod's own if there is none.
    public var folder: String?
    /// Its standard input; nothing if there is none.
    public var input: [UInt8]
    /// The file that its standard error goes to.
    public var errors = "/dev/null"

    public init(_ arguments: [String], input: [UInt8] = []) {
        self.arguments = arguments
        self.input = input
    }
}
