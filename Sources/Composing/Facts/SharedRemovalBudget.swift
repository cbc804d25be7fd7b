public import Store

/// The removal budget that all facts of a transaction share.
public final class SharedRemovalBudget {
    public var budget: RemovalBudget

    public init(_ budget: RemovalBudget) { self.budget = budget }
}
