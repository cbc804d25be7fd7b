public import Foundation
public import Site

/// A tree that only those may look at who have its token; it goes before the public one.
public struct PrivateTree: Sendable {
    let root: URL
    let token: PreviewToken

    public init(root: URL, token: PreviewToken) {
        self.root = root
        self.token = token
    }
}
