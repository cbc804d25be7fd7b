public import Composing
internal import Synchronization

/// The podmin's redirects for a running server: `site/redirects` as it was when it last could be read.
public final class StandingRedirects: Sendable {
    private let site: SiteFolder
    private let known = Mutex<(stamp: String, redirects: SiteRedirects)>(("", .none))

    public init(_ site: SiteFolder) {
        self.site = site
    }

    /// Returns the target of a redirect.
    ///
    /// - Parameter address: A decoded path.
    /// - Returns: A decoded path of this pod, or a whole address.
    public func target(of address: String) -> String? {
        let stamp = site.redirectsFile()?.stamp ?? ""
        return known.withLock { known in
            if known.stamp != stamp {
                known.stamp = stamp
                if stamp.isEmpty {
                    known.redirects = .none
                } else if let new = try? site.redirects() {  // `build` says what is wrong with it.
                    known.redirects = new.redirects
                }
            }
            return known.redirects.target(of: address)
        }
    }
}
