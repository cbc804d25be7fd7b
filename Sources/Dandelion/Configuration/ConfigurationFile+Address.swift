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
            let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
            let new = URL(filePath: path.string + ".new")
            try Data(changed.utf8).write(to: new)
            try FileManager.default.setAttributes(
                attributes.filter { $0.key == .posixPermissions }, ofItemAtPath: new.path)
            guard rename(new.path, path.string) == 0 else {
                throw PodError.failed("\(path) cannot be written; set environment.url to \(url)")
            }
        } catch let error as PodError {
            throw error
        } catch {
            throw PodError.failed("\(path) cannot be written; set environment.url to \(url)")
        }
    }

    /// A configuration with another address.
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
