import Site

/// A failure of a command, beside the errors of the modules below.
enum PodError: Error, Equatable, CustomStringConvertible {
    case anotherAddress(configured: String, made: String)
    case folderInUse(String)
    /// Root would leave files there that the owner cannot write.
    case foreignFolder(path: String, owner: String, line: String)
    case unreadable(path: String, reason: String)
    case notUTF8(path: String)
    case tooLarge(path: String, limit: Int)
    case notAGUID(String)
    case severalPosts(String, named: [String])
    /// No user was named, and the pod has several, or none.
    case writerNotNamed([String])
    case notAnID(String)
    case noJob(String)
    case notADate(String)
    case past(String)
    case unconfirmed(String)
    case noHost(String)
    case portInUse(Int)
    case pagesFailed([PageFailure])
    case failed(String)

    var description: String {
        switch self {
        case .anotherAddress(let configured, let made):
            """
            the configuration says \(configured), this pod was made for \(made)
            set environment.url back; `dandelion move \(configured)` changes the address as long as no other pod knows it
            """
        case .folderInUse(let path): "\(path) holds a pod already; choose another --data folder"
        case .foreignFolder(let path, let owner, let line):
            """
            \(path) is \(owner)'s, who could not change what root writes there; type this instead:
            \(line)
            """
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .notUTF8(let path): "\(path) is not UTF-8 text; convert it and try again"
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit / 1_048_576) MB"
        case .notAGUID(let text):
            "there is no post \(text) on this pod (that is no GUID, nor its first 8 characters)"
        case .severalPosts(let name, let guids):
            "several posts begin with \(name): \(guids.joined(separator: ", "))"
        case .writerNotNamed(let names):
            names.isEmpty
                ? "the pod has no user yet; `dandelion user add NAME --email ADDRESS` makes one"
                : "say who does it: --as NAME, or DANDELION_AS "
                    + "(\(names.joined(separator: ", ")))"
        case .notAnID(let text):
            "\"\(text)\" is no diaspora* ID; write it like bob@pod.example"
        case .noJob(let number): "there is no job \(number); `dandelion jobs list` shows them"
        case .notADate(let text):
            "\"\(text)\" is no time; write it like 2026-05-12T08:30 or 2026-05-12T08:30:00+02:00"
        case .past(let text):
            "\(text) is past; give a time to come, or publish it now without --at"
        case .noHost(let text):
            "\"\(text)\" is no host; it looks like pod.example, or pod.example:3000"
        case .unconfirmed(let what): "\(what) needs a yes; run it again with --yes"
        case .portInUse(let port):
            "port \(port) is in use; stop the other program, or choose another with --port"
        case .pagesFailed(let failures):
            failures.prefix(3).map(\.sentence).joined(separator: "\n")
                + (failures.count > 3 ? "\nand \(failures.count - 3) more pages" : "")
        case .failed(let reason): reason
        }
    }
}
