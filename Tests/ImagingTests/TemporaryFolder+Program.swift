import Foundation
import TestSupport

extension TemporaryFolder {
    func write(_ bytes: [UInt8]) throws -> URL { try write(bytes, to: "upload") }

    /// Writes a program that runs this shell script, whatever its arguments.
    func writeProgram(_ script: String) throws -> String {
        let file = try write("#!/bin/sh\n\(script)\n".utf8, to: "program")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: file.path)
        return file.path
    }
}
