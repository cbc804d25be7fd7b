/// Clients by how many connections they hold: finding one that holds most takes a constant number of steps on average.
struct ClientRanks {
    private var ranks: [LeavingQueue<String>] = []
    /// An upper bound of the highest rank that is not empty.
    private var highest = 0

    /// Moves a client to another rank, or adds or removes it.
    ///
    /// - Parameters:
    ///   - before: The number of connections that the client held; nil if it was not ranked.
    ///   - rank: The number that it holds now; nil to remove it.
    mutating func move(_ client: String, from before: Int?, to rank: Int?) {
        guard rank != before else { return }
        if let before { ranks[before].remove(client) }
        guard let rank else { return }
        while ranks.count <= rank { ranks.append(LeavingQueue()) }
        ranks[rank].append(client)
        highest = max(highest, rank)
    }

    /// Finds the client that holds most, if that is more than so many.
    mutating func largest(over count: Int) -> String? {
        while highest > count, ranks[highest].isEmpty { highest -= 1 }
        return highest > count ? ranks[highest].first : nil
    }
}
