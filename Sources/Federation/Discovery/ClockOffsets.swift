internal import Foundation
public import Store

/// The offsets of other pods' clocks from this machine's, by the `Date` of their latest responses.
public struct ClockOffsets: Sendable, Equatable {
    static let key = "clock.offsets"
    /// Pods that are kept; one that tells the wrong time must not outvote the others.
    private static let maximumPods = 32

    /// The offsets in seconds, by host and port: positive if this machine's clock is late.
    private(set) var seconds: [String: Int] = [:]

    init() {}

    /// Reads the stored offsets.
    public init(_ database: ReadTransaction) throws {
        for line in try (database.state(Self.key) ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, let offset = Int(parts[1]) { seconds[String(parts[0])] = offset }
        }
    }

    /// The number of pods with a known offset.
    public var count: Int { seconds.count }

    /// The median of all offsets, in seconds; nil without any.
    public var median: Int? {
        guard !seconds.isEmpty else { return nil }
        return seconds.values.sorted()[(seconds.count - 1) / 2]
    }

    mutating func note(_ authority: String, _ offset: Int) {
        if seconds[authority] == nil, seconds.count >= Self.maximumPods,
            let other = seconds.keys.min()
        {
            seconds[other] = nil
        }
        seconds[authority] = offset
    }

    /// A line a pod, as it is kept.
    var text: String {
        seconds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
    }
}
