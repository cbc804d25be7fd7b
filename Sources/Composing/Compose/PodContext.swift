public import Cryptography
public import Diaspora
internal import Foundation
public import Store
internal import Theming

/// The database, the settings, the clock and the source of randomness that all work on a pod shares.
public struct PodContext: Sendable {
    public let database: PodDatabase
    public let settings: SiteSettings
    public let clock: PodClock
    public let random: any RandomBytes

    public init(
        database: PodDatabase, settings: SiteSettings, clock: PodClock, random: any RandomBytes
    ) {
        self.database = database
        self.settings = settings
        self.clock = clock
        self.random = random
    }

    public var renderer: PostRenderer { PostRenderer(settings: settings) }

    public var lists: PostLists {
        PostLists(dates: DateWords(language: settings.language, timeZone: settings.timeZone))
    }

    /// Generates a GUID of 32 hexadecimal digits.
    public func newGUID() -> GUID {
        GUID(hexadecimal: (random.integer(), random.integer()))
    }

    /// Generates the GUID of a public post, which is its address for people and pods and never
    /// changes.
    public func publicGUID(slug: String?, title: String?) throws -> GUID {
        try PostGUIDs(bytes: random.bytes(16)).publicPost(slug: slug, title: title)
    }

    /// Runs one transaction that records facts, and notes the pages of posts that were answered in it.
    ///
    /// - Parameter origin: The place where the facts came about.
    public func record<Value>(
        _ origin: Facts.Origin = .here, _ body: (Facts) throws -> Value
    ) throws -> Value {
        try database.write { transaction in
            let facts = Facts(context: self, transaction: transaction, origin: origin)
            try MonthLists(lists: lists, clock: clock).refill(in: transaction)
            let value = try body(facts)
            try facts.notePages()
            return value
        }
    }
}
