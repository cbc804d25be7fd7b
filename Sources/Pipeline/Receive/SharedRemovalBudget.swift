internal import Store

/// The removal budget of a transaction that many messages are stored in.
final class SharedRemovalBudget {
    var budget: RemovalBudget

    init(_ budget: RemovalBudget) { self.budget = budget }
}
