internal import Composing
internal import Foundation
internal import Glibc

/// Tells the pages that stand in the tree from new ones.
///
/// Nobody knows of a new page before one that stands links to it. So the new ones are written first:
/// whatever they link to among each other, no reader comes upon a link that leads to nothing.
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
