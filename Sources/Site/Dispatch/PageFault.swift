#if DEBUG
internal import Composing
internal import Foundation
internal import Glibc

/// A deliberate crash at the rendering of one page, so that tests of the built program see what
/// follows. Not in a release build.
enum PageFault {
    private static let page = ProcessInfo.processInfo.environment["TEST_FAULT_PAGE"]

    static func strike(_ page: SitePage) {
        guard let fault = Self.page, fault == "\(page)" else { return }
        kill(getpid(), SIGKILL)
    }
}
#endif
