import Foundation
import Theming

/// The files that a theme of one's own begins with: it takes other colours, and all else from the theme it
/// extends.
struct ThemeStarter {
    let name: String
    let extends: String

    /// Writes the files into a new folder.
    ///
    /// - Parameters:
    ///   - folder: The folder of themes.
    ///   - folders: All folders where the theme that it extends may be.
    /// - Returns: The theme's folder.
    func write(in folder: URL, beside folders: [URL]) throws -> URL {
        let files = FileManager.default
        let theme = folder.appending(path: name)
        guard !files.fileExists(atPath: theme.path), !StandardFiles.hasTheme(name) else {
            throw PodError.failed("there is a theme \"\(name)\" already; choose another name")
        }
        let isThere =
            StandardFiles.hasTheme(extends)
            || folders.contains {
                files.fileExists(atPath: $0.appending(path: "\(extends)/theme.toml").path)
            }
        guard isThere else {
            throw PodError.failed("--extends: there is no theme \"\(extends)\"")
        }
        for (path, text) in texts {
            let file = theme.appending(path: path)
            try files.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return theme
    }

    private var texts: [(path: String, text: String)] {
        [
            (
                "theme.toml",
                """
                name = "\(name)"
                contract = 1
                extends = "\(extends)"

                """
            ),
            (
                "templates/extra-head.mustache",
                """
                <link rel="stylesheet" href="{{assets.colours_css}}">

                """
            ),
            (
                "assets/colours.css",
                """
                /* Every custom property of the theme's style.css can be set here. */
                :root {
                  --accent: oklch(48% 0.14 255);
                }
                @media (prefers-color-scheme: dark) {
                  :root {
                    --accent: oklch(80% 0.11 250);
                  }
                }

                """
            ),
        ]
    }
}
