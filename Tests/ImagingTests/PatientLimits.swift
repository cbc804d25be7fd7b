@testable import Imaging

extension ImageLimits {
    /// The usual limits, but for the clock: how fast a busy machine is says nothing of the picture.
    static let patient = ImageLimits(wallTime: .seconds(1_200))
}
