internal import Cryptography
internal import Rendering
internal import Synchronization

/// What came of long texts, so that a page of them that is written again and again asks no child twice.
///
/// Bounded by bytes; a full one is emptied.
final class RenderedTexts: Sendable {
    private struct State {
        var texts: [String: RenderedText] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())
    private let maximumBytes: Int

    init(maximumBytes: Int = 16 << 20) {
        self.maximumBytes = maximumBytes
    }

    /// - Parameter input: The text with all that its markup depends on.
    func text(_ input: [UInt8], make: () -> RenderedText) -> RenderedText {
        let key = SHA256Digest(of: input).hexadecimal
        if let known = state.withLock({ $0.texts[key] }) { return known }
        let text = make()
        let bytes = text.html.utf8.count + text.plainText.utf8.count + 1_024
        guard bytes <= maximumBytes else { return text }
        state.withLock { state in
            if state.bytes + bytes > maximumBytes { state = State() }
            if state.texts.updateValue(text, forKey: key) == nil { state.bytes += bytes }
        }
        return text
    }
}
