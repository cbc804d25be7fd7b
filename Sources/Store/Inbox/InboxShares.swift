/// The share of the kept entries that each pod or address has, and the entries that exceed a quota.
struct InboxShares {
    struct Entry: Equatable {
        let id: Int64
        let pod: String
        let standing: Int
        let bytes: Int
    }

    private struct Share {
        /// Oldest first.
        var entries: [Entry] = []
        var bytes = 0

        /// Returns the share of a quota that the entries use up; between equals the newest entry
        /// decides.
        func size(of quota: InboxQuota) -> (part: Double, last: Int64) {
            let part = max(
                Double(entries.count) / Double(max(1, quota.entries)),
                Double(bytes) / Double(max(1, quota.bytes)))
            return (part, entries.last?.id ?? 0)
        }
    }

    private var shares: [String: Share] = [:]
    private var count = 0
    private var bytes = 0

    /// - Parameter entries: Oldest first.
    init(_ entries: [Entry]) {
        for entry in entries {
            shares[entry.pod, default: Share()].entries.append(entry)
            shares[entry.pod]?.bytes += entry.bytes
            count += 1
            bytes += entry.bytes
        }
    }

    /// Removes entries of the largest shares, newest first, until the rest is within the quota. At
    /// most half of a share is removed before the largest is looked up again.
    mutating func excess(over quota: InboxQuota) -> [Entry] {
        var excess: [Entry] = []
        while isOver(quota),
            let largest = shares.max(by: { $0.value.size(of: quota) < $1.value.size(of: quota) })?
                .key,
            var share = shares.removeValue(forKey: largest)
        {
            for _ in 0..<(share.entries.count + 1) / 2 where isOver(quota) {
                let entry = share.entries.removeLast()
                share.bytes -= entry.bytes
                bytes -= entry.bytes
                count -= 1
                excess.append(entry)
            }
            if !share.entries.isEmpty { shares[largest] = share }
        }
        return excess
    }

    private func isOver(_ quota: InboxQuota) -> Bool {
        count > quota.entries || bytes > quota.bytes
    }
}
