public import Foundation
public import Store

extension Facts {
    /// Replaces the profile of a person, and enqueues every page that shows a changed part; the contacts of
    /// a user of this pod are told.
    ///
    /// - Parameters:
    ///   - replaced: The picture that the new profile has no more.
    ///   - photos: File names of pictures that begin to be public.
    public func changeProfile(
        of person: Person, to profile: Profile, updatedAt: Date, replacing replaced: Photo? = nil,
        photos: [String] = []
    ) throws {
        let old = try database.profile(personID: person.id) ?? Profile()
        try transaction.setProfile(profile, personID: person.id, updatedAt: updatedAt)
        if let replaced {
            try transaction.deletePhoto(id: replaced.id)
            try transaction.discardPhotos([replaced.fileName])
        }
        let isRenamed = profile.fullName != old.fullName
        guard let user = try database.user(personID: person.id) else {
            if isRenamed { try transaction.showNameInTime(of: person, at: now) }
            return
        }
        if isRenamed { try renderMentions(of: person.id) }
        if let shown = ShownPerson(id: person.id, from: old, to: profile) {
            try transaction.noteShown(
                shown, username: user.username,
                photos: (replaced.map { [$0.fileName] } ?? []) + photos, at: now)
        }
        try outbox.sendProfile(of: person, to: try database.contacts(userID: user.id))
    }
}
