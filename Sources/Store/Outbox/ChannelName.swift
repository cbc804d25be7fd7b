/// The name of a channel, by which messages leave the pod, as rows keep it.
///
/// Rows outlive programs: a name is never given another meaning.
public struct ChannelName: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    /// Messages to other pods.
    public static let federation = ChannelName(rawValue: "federation")

    public init(rawValue: String) { self.rawValue = rawValue }

    public var description: String { rawValue }
}
