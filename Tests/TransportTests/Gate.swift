import Foundation

/// Holds threads until it is opened.
final class Gate: @unchecked Sendable {
    // Sendable, because its property is read and written under the condition's lock.
    private let condition = NSCondition()
    private var isOpen = false

    func open() {
        condition.withLock {
            isOpen = true
            condition.broadcast()
        }
    }

    func wait() {
        condition.withLock {
            while !isOpen { condition.wait() }
        }
    }
}
