/// Name and version of the program, as pages, feeds and `--version` say them.
public enum ProgramVersion {
    public static let number = "0.1.0"
    public static let name = "Dandelion \(number)"
}
