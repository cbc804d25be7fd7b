#if DEBUG
internal import Composing
internal import Foundation
internal import Glibc

/// Ends the process when it renders one page, as a fault of the renderer would, so that tests of the
/// built program see what follows. Not in a release.
enum PageFault {
    private static let page = ProcessInfo.processInfo.environment["TEST_FAULT_PAGE"]

    static func strike(_ page: SitePage) {
        guard let fault = Self.page, fault == "\(page)" else { return }
        kill(getpid(), SIGKILL)
    }
}
#endif
