import Foundation

@testable import Diaspora

extension FuzzTarget {
    static let webFinger = FuzzTarget(name: "webfinger") { bytes in
        guard let id = DiasporaID("alice@pod.example"),
            let finger = try? WebFinger(reading: Data(bytes), for: id)
        else { return }
        require(finger.pod.isPod(of: id), "nobody speaks for another pod's people")
        require(
            PodAddress(url: finger.hCardURL)?.isPod(of: id) == true, "a card is on its person's pod"
        )
    }

    static let hCard = FuzzTarget(name: "hcard") { bytes in
        guard let pod = PodAddress(url: "https://pod.example/"),
            let card = try? HCard(reading: Data(bytes), at: pod)
        else { return }
        require(card.firstName.unicodeScalars.count <= 32, "names are short")
        require(!card.publicKey.isEmpty, "a card has a key")
    }

    static let nodeInfo = FuzzTarget(name: "nodeinfo") { bytes in
        guard let pod = PodAddress(url: "https://pod.example/") else { return }
        _ = try? NodeInfo(reading: Data(bytes))
        guard let best = (try? NodeInfoLinks(reading: Data(bytes), at: pod))?.best else { return }
        require(PodAddress(url: best)?.isSamePod(as: pod) == true, "links stay on their pod")
    }

    static let stream = FuzzTarget(name: "stream") { bytes in
        guard let stream = try? PersonStream(reading: Data(bytes)) else { return }
        require(stream.posts.count <= PersonStream.maximumPosts, "a stream has an end")
        _ = stream.json
    }
}
