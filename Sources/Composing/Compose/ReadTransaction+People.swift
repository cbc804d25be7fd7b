internal import Diaspora
public import Store

extension ReadTransaction {
    /// Finds the rows of the people that IDs name; those unknown here are left out.
    public func people(_ ids: [String]) throws -> [Int64] {
        try ids.compactMap { id in try DiasporaID(id).flatMap { try person($0)?.id } }
    }
}
