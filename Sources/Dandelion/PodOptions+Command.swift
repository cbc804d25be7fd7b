import ArgumentParser
import Foundation

extension PodOptions {
    /// Finds the options of the pod that a command is about.
    ///
    /// - Returns: nil for a command that is about none.
    static func of(_ command: any ParsableCommand) -> PodOptions? {
        for child in Mirror(reflecting: command).children {
            if let group = child.value as? OptionGroup<PodOptions> { return group.wrappedValue }
        }
        return nil
    }

    /// Refuses root in a folder of somebody else's, before anything is opened.
    ///
    /// - Throws: ``PodError/foreignFolder(path:owner:line:)``.
    func refuseForeignRoot(user: UInt32, arguments: [String]) throws {
        let folder = FileFacts(at: dataFolder.path)
        if let refusal = ForeignFolder(folder: folder, user: user, arguments: arguments) {
            throw refusal.error
        }
    }
}
