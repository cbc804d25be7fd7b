internal import Composing
internal import Foundation
internal import Glibc

/// The pages that exist in the tree, told from new ones.
///
/// New pages are written first: as no existing page links to them yet, readers meet no broken link,
/// whatever the new pages link to among each other.
struct StandingPages {
    let tree: URL

    func holds(_ page: SitePage) -> Bool {
        page.files.allSatisfy { access(tree.path + "/" + $0, F_OK) == 0 }
    }

    /// Splits each group into pages without files yet and the others, and returns the new parts
    /// first.
    func newFirst(_ groups: [[SitePage]]) -> [[SitePage]] {
        let standing = groups.map { group in group.map(holds) }
        func part(_ isStanding: Bool) -> [[SitePage]] {
            zip(groups, standing).map { group, standing in
                zip(group, standing).filter { $0.1 == isStanding }.map(\.0)
            }
        }
        return (part(false) + part(true)).filter { !$0.isEmpty }
    }
}
