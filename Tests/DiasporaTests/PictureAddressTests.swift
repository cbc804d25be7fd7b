import Testing

@testable import Diaspora

/// Attack 27: addresses of pictures that a browser would follow elsewhere than to a picture.
@Suite struct PictureAddressTests {
    @Test func aPictureOfAnotherPodHasItsFolderAndItsName() {
        #expect(
            PictureAddress.url(folder: "https://pod.example/uploads/images/", name: "a1.jpg")
                == "https://pod.example/uploads/images/a1.jpg")
    }

    @Test(arguments: [
        "javascript://h/%0Aalert(1)//", "data:/text/", "/conversations/", "//other.example/",
        "conversations/", "https://user@pod.example/", "https://pod.example", "ftp://pod.example/",
        "https://pod.example\\@evil.example/", "",
    ])
    func attack27NoOtherFolderIsFollowed(folder: String) {
        #expect(PictureAddress.url(folder: folder, name: "a.jpg") == nil)
    }

    @Test(arguments: ["a\"><b>", "a?b#c", "a\r\nb", "a b"])
    func attack27ANameStaysAName(name: String) throws {
        let url = try #require(PictureAddress.url(folder: "https://pod.example/i/", name: name))
        #expect(url.hasPrefix("https://pod.example/i/a"))
        #expect(!url.contains { "\"<>?#\r\n ".contains($0) })
    }
}
