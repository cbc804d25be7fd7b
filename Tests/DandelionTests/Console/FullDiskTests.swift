import Backup
import Composing
import Foundation
import PublicTree
import Store
import SystemPackage
import Testing

@testable import Dandelion

/// Whichever call met a full disk, the words are the same.
@Suite struct FullDiskTests {
    static let errors: [any Error] = [
        StoreError.diskFull(path: "/tmp/pod/dandelion.sqlite"),
        StoreError.notEnoughSpace(path: "/tmp/x", neededBytes: 1 << 24, availableBytes: 0),
        TreeError.diskFull(path: "/tmp/pod/public"),
        BackupError.failed(path: "/tmp/x", reason: "tar: write error: No space left on device"),
        FileError.failed(path: "/tmp/pod/secret", reason: "No space left on device"),
        Errno.noSpace, POSIXError(.ENOSPC), CocoaError(.fileWriteOutOfSpace),
        CocoaError(
            .fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOSPC)]),
        ComposeError.photo(
            path: "a.jpg", problem: .fileFailure(reason: "No space left on device")),
    ]

    @Test(arguments: errors.indices)
    func itIsCalledThat(index: Int) throws {
        let texts = ErrorText.texts(for: Self.errors[index], in: "/tmp/pod")

        #expect(texts.count == 1)
        #expect(texts[0].hasPrefix("the disk is full: "), "\(texts[0])")
        #expect(texts[0].contains("/tmp"))
    }

    @Test func otherErrorsAreNot() {
        let others: [any Error] = [
            StoreError.busy(path: "/tmp/x"), Errno.permissionDenied, CocoaError(.fileNoSuchFile),
            StoreError.notEnoughSpace(path: "/", neededBytes: 1 << 30, availableBytes: 1 << 24),
        ]
        for error in others {
            #expect(FullDisk.text(for: error, in: "/tmp") == nil, "\(error)")
        }
    }

    @Test func theSpaceOfWhatIsNotThereIsThatOfItsFolder() {
        #expect(
            DiskSpace(at: "/tmp/no/such/folder")?.totalBytes == DiskSpace(at: "/tmp")?.totalBytes)
        #expect(DiskSpace(at: "neither/this") != nil)
    }
}
