/// The refusal of root in a data folder of somebody else's, where what root writes stops the owner's next command.
struct ForeignFolder {
    let folder: FileFacts
    /// The command as it was given, the program first.
    let arguments: [String]

    /// - Parameters:
    ///   - folder: nil if there is none yet: then root makes it, and owns it.
    ///   - user: The effective user of the process.
    /// - Returns: nil if the user may go on.
    init?(folder: FileFacts?, user: UInt32, arguments: [String]) {
        guard user == 0, let folder, folder.owner != 0 else { return nil }
        self.folder = folder
        self.arguments = arguments
    }

    /// The refusal with the line to type.
    var error: PodError {
        .foreignFolder(
            path: folder.path, owner: UserName.shown(folder.owner),
            line: line(owner: UserName.of(folder.owner)))
    }

    /// Returns a command line that runs the command as the folder's owner.
    ///
    /// - Parameter owner: The owner's name; nil for a user ID without a name.
    func line(owner: String?) -> String {
        let user =
            owner.map { "runuser -u \(ShellWord.quoted($0))" }
            ?? "setpriv --reuid=\(folder.owner) --regid=\(folder.owner) --clear-groups"
        return ([user, "--"] + arguments.map(ShellWord.quoted)).joined(separator: " ")
    }
}
