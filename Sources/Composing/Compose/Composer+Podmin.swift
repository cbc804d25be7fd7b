public import Diaspora
public import Foundation

/// The changes of the podmin, who need not be the author, to what users of this pod wrote.
extension Composer {
    /// Changes a post of any user of this pod.
    ///
    /// - Returns: As ``change(_:_:as:)``.
    @discardableResult
    public func changeAsPodmin(_ guid: GUID, _ changes: PostChanges) throws -> [String] {
        try change(guid, changes, by: .podmin)
    }

    /// Deletes a post of any user of this pod, as ``delete(_:as:)`` does.
    @discardableResult
    public func deleteAsPodmin(_ guid: GUID) throws -> [String] {
        try delete(guid, by: .podmin)
    }

    /// Changes a draft of any user.
    ///
    /// - Returns: As ``change(_:_:as:)``.
    @discardableResult
    public func changeDraftAsPodmin(_ guid: GUID, _ changes: PostChanges) throws -> [String] {
        try changeDraft(guid, changes, by: .podmin)
    }

    /// Publishes a draft of any user now; the post is its owner's.
    public func publishDraftAsPodmin(_ guid: GUID, for audience: Audience) throws -> GUID {
        try publishDraft(guid, by: .podmin, for: audience)
    }

    /// Fixes when a draft of any user is published.
    ///
    /// - Parameter audience: Its aspects are those of the draft's owner.
    public func scheduleDraftAsPodmin(
        _ guid: GUID, for audience: Audience, at date: Date
    ) throws {
        try scheduleDraft(guid, by: .podmin, for: audience, at: date)
    }

    /// Deletes a draft of any user.
    ///
    /// - Returns: The file names of its photos, for ``DiscardedPhotos``.
    public func deleteDraftAsPodmin(_ guid: GUID) throws -> [String] {
        try deleteDraft(guid, by: .podmin)
    }
}
