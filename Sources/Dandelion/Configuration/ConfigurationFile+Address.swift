internal import Foundation
internal import SystemPackage

extension ConfigurationFile {
    /// Writes another address into the file, and leaves all the rest of it as it is.
    ///
    /// - Throws: ``PodError`` with what to do by hand, if the file cannot be changed.
    func setAddress(_ url: PodURL) throws {
        guard let path else {
            throw PodError.failed("there is no configuration file; set environment.url to \(url)")
        }
        do {
            let text = try String(contentsOfFile: path.string, encoding: .utf8)
            guard let changed = Self.text(text, withAddress: url) else {
                throw PodError.failed("\(path): set environment.url to \(url)")
            }
            try Self.replace(URL(filePath: path.string).resolvingSymlinksInPath(), by: changed)
        } catch let error as PodError {
            throw error
        } catch {
            throw PodError.failed("\(path) cannot be written; set environment.url to \(url)")
        }
    }

    /// Writes a file anew, as a whole or not at all, with its owner and its mode; nobody else reads it meanwhile.
    private static func replace(_ file: URL, by text: String) throws {
        let files = FileManager.default
        let attributes = try files.attributesOfItem(atPath: file.path).filter {
            [.posixPermissions, .ownerAccountID, .groupOwnerAccountID].contains($0.key)
        }
        let new = file.path + ".new"
        guard
            files.createFile(
                atPath: new, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw Errno.ioError }
        do {
            let handle = try FileHandle(forWritingTo: URL(filePath: new))
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
            try handle.close()
            try files.setAttributes(attributes, ofItemAtPath: new)
            guard rename(new, file.path) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            // The first error is the one to tell.
            try? files.removeItem(atPath: new)
            throw error
        }
    }

    /// Returns a configuration's text with another address.
    ///
    /// - Returns: nil if the place of the old one cannot be told.
    static func text(_ text: String, withAddress url: PodURL) -> String? {
        let keys = TOMLKeyLines(text).lines
        let value = SettingValue.text("\(url)").toml
        var lines = text.components(separatedBy: "\n")
        if let number = keys[["environment", "url"]], lines.indices.contains(number - 1) {
            let line = lines[number - 1]
            // Of an inline table, more than one thing stands on the line.
            guard
                let match = line.wholeMatch(
                    of: #/(\s*[\w."' ]*url["']?\s*=\s*)("[^"]*"|'[^']*')(\s*(#.*)?)/#)
            else { return nil }
            lines[number - 1] = match.1 + value + match.3
        } else if let number = keys[["environment"]], lines.indices.contains(number - 1) {
            guard lines[number - 1].wholeMatch(of: #/\s*\[\s*environment\s*\]\s*(#.*)?/#) != nil
            else { return nil }
            lines.insert("url = \(value)", at: number)
        } else {
            lines += ["[environment]", "url = \(value)", ""]
        }
        return lines.joined(separator: "\n")
    }
}
