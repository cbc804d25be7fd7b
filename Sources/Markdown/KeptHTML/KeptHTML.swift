/// The elements of HTML that a text may have, beside `<br>`; all others are shown as they were written.
public enum KeptHTML: Sendable {
    case none
    /// Elements within a line that change nothing around it.
    case ofOthers
    /// All of these, and the few more that a text of this pod may have.
    case ofOwn

    func keeps(_ name: KeptTag.Name) -> Bool {
        switch self {
        case .none: false
        case .ofOthers: [.kbd, .sub, .sup, .mark].contains(name)
        case .ofOwn: true
        }
    }

    /// The names of elements that texts of this pod may have.
    public static let names: Set<String> = Set(KeptTag.Name.allCases.map(\.rawValue))
}
