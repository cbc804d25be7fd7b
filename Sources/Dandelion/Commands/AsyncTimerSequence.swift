/// Ticks at an interval, until the task is cancelled.
struct AsyncTimerSequence: AsyncSequence, Sendable {
    let interval: Duration

    static func ticks(every interval: Duration) -> AsyncTimerSequence {
        AsyncTimerSequence(interval: interval)
    }

    struct Iterator: AsyncIteratorProtocol {
        let interval: Duration

        mutating func next() async -> Void? {
            do {
                try await Task.sleep(for: interval)
                return ()
            } catch {
                return nil
            }
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(interval: interval) }
}
