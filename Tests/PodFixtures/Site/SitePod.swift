import Cryptography
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Site

/// A pod at `localhost` with one writer, for tests of its pages.
final class SitePod: PodFixture {
    static let repository = Repository.root

    private(set) var base: SamplePod
    let author: Author

    init(seed: UInt64 = 1) throws {
        base = try SamplePod(Self.settings(), seed: seed)
        var alice = SampleUser.alice
        alice.aspect = "Family"
        author = try base.add(alice)
    }

    var settings: SiteSettings {
        get { base.settings }
        set { base.settings = newValue }
    }

    var dispatcher: SiteDispatcher { site }

    static func settings() -> SiteSettings {
        .sample(url: "http://localhost:3000/", podName: "Sample")
    }
}
