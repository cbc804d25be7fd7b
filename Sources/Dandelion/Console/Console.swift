import Foundation
import SystemPackage

/// The output of commands: results on standard output, everything else on standard error.
struct Console: Sendable {
    var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Prints a result. Control characters in texts of people are shown, not sent to the terminal.
    func say(_ text: String) {
        write(Self.plain(text))
    }

    /// Prints a result for scripts: an object with sorted keys.
    func sayJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        write(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Prints a warning, an error, or a note beside the result.
    func complain(_ text: String) {
        // There is no place left to say that this one cannot be written.
        _ = try? FileDescriptor.standardError.writeAll((Self.plain(text) + "\n").utf8)
    }

    /// Returns a text in which control characters, except tabs and newlines, are U+FFFD: those
    /// below U+0020, U+007F, and U+0080 to U+009F (ECMA-48, C0 and C1).
    static func plain(_ text: String) -> String {
        func steers(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        }
        guard text.unicodeScalars.contains(where: steers) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { steers($0) ? "\u{FFFD}" : $0 }))
    }

    /// Asks a yes-or-no question; only "yes" and "y" are yes. Without a terminal nobody can answer.
    func confirms(_ question: String) -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        FileHandle.standardError.write(Data((question + " [y/N] ").utf8))
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }

    /// Asks for a line; nil without a terminal, or for an empty answer.
    func answer(to question: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        FileHandle.standardError.write(Data((question + " ").utf8))
        let line = readLine()?.trimmingCharacters(in: .whitespaces)
        return line?.isEmpty == false ? line : nil
    }

    /// Asks for a password without showing it.
    func password(_ prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1, let typed = getpass(prompt) else { return nil }
        return String(cString: typed)
    }

    /// Writes a line, or ends the process: quietly if nobody reads any more (`| head -1`).
    ///
    /// The process ends in the middle of the work, and so without exit handlers, which would take from other threads what they
    /// still use. Nothing is buffered: standard output is written by its descriptor alone.
    private func write(_ line: String) {
        do {
            try FileDescriptor.standardOutput.writeAll((line + "\n").utf8)
        } catch Errno.brokenPipe {
            _exit(0)
        } catch {
            complain("error: standard output cannot be written: \(error)")
            _exit(1)
        }
    }
}
