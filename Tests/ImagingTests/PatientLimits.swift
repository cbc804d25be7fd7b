@testable import Imaging

extension ImageLimits {
    /// The usual limits, but for the clock: a child's end is noticed only when a thread is free, and all tests
    /// share as many as there are processors.
    static let patient = ImageLimits(wallTime: .seconds(1_200))
}
