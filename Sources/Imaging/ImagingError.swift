/// Why a photo was not taken in. The texts are for the person who sent it, but for those of
/// ``programMissing(name:package:)`` and ``fileFailure(path:reason:)``, which are for the podmin.
public enum ImagingError: Error, Equatable, CustomStringConvertible {
    /// - found: What it is instead, if that is known.
    case unsupportedType(found: String?)
    case tooManyBytes(found: Int, limit: Int)
    case tooManyPixels(width: Int, height: Int, frames: Int, limit: Int)
    case tooManyFrames(found: Int, limit: Int)
    /// The file ends early or contradicts itself.
    case damaged(reason: String)
    /// The decoder was ended by this signal: the file has hit a bug, or memory ran out.
    case decoderCrashed(signal: Int)
    case outOfMemory(limit: Int)
    case outOfTime
    /// The task was cancelled; the photo can be taken in later.
    case cancelled
    case programMissing(name: String, package: String)
    /// The name for the photo is not 20 or 32 hexadecimal digits.
    case unsuitableName(String)
    case fileFailure(path: String, reason: String)

    public var description: String {
        switch self {
        case .unsupportedType(let found):
            "pictures can be JPEG, PNG, WebP or GIF" + (found.map { "; this is \($0)" } ?? "")
        case .tooManyBytes(let found, let limit):
            "the picture has \(found) bytes, at most \(limit) are accepted"
        case .tooManyPixels(let width, let height, 1, let limit):
            "the picture has \(width) × \(height) pixels, at most \(limit) are accepted"
        case .tooManyPixels(let width, let height, let frames, let limit):
            "the animation has \(frames) frames of \(width) × \(height) pixels, "
                + "at most \(limit) pixels in all are accepted"
        case .tooManyFrames(let found, let limit):
            "the animation has \(found) frames, at most \(limit) are accepted"
        case .damaged(let reason):
            "the picture is damaged: \(reason)"
        case .decoderCrashed(let signal):
            "the picture cannot be read (the decoder ended with signal \(signal))"
        case .outOfMemory(let limit):
            "the picture cannot be read within \(limit >> 20) MiB of memory"
        case .outOfTime:
            "the picture takes too long to read"
        case .cancelled:
            "the picture was not read to its end, because the pod is stopping"
        case .programMissing(let name, let package):
            "\(name) is missing; install the Debian package \(package)"
        case .unsuitableName(let name):
            "a photo cannot be named \(name)"
        case .fileFailure(let path, let reason):
            "\(path): \(reason)"
        }
    }
}
