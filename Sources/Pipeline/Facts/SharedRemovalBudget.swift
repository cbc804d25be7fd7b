internal import Store

/// The removal budget that all facts of a transaction share.
final class SharedRemovalBudget {
    var budget: RemovalBudget

    init(_ budget: RemovalBudget) { self.budget = budget }
}
