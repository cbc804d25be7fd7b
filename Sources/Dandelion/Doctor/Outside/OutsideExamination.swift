import Cryptography
import Foundation
import Server
import Store
import Transport

/// Asks the pod at its address as a stranger would, for ten seconds in all.
struct OutsideExamination {
    let url: PodURL
    /// The public tree.
    let tree: URL
    let transport: any HTTPTransport
    /// The book in which requests are recorded; nil without a database to write to.
    let book: SightingBook?
    let random: any RandomBytes

    /// Two requests, each with half of the time.
    private static let deadline = Duration.seconds(5)
    private static let maximumBytes = 8 << 20

    func run(_ doctor: inout Doctor) async {
        let before = frontPage
        let answer = await ask("/")
        switch answer {
        case .failure(let failure): doctor.examine { AnswerCheck(url: url, failure: failure) }
        case .success(let response):
            doctor.examine { AnswerCheck(url: url, failure: nil) }
            doctor.examine {
                DocumentRootCheck(
                    status: response.status, body: response.body,
                    files: [before, frontPage].compactMap(\.self), path: tree.path)
            }
            doctor.examine {
                HeadersCheck(names: Set(response.headers.map { $0.name.lowercased() }))
            }
            await examinePassage(&doctor)
        }
    }

    private func examinePassage(_ doctor: inout Doctor) async {
        guard let book else { return }
        do {
            let word = try book.open(random: random)
            let answer = await ask("/_doctor/" + word)
            let sighting = try book.close()
            doctor.examine {
                PassageCheck(url: url, answer: answer.map(\.status), sighting: sighting)
            }
        } catch StoreError.diskFull {
            // The full disk was named already, and nothing can be noted.
            return
        } catch {
            doctor.note(PassageCheck.subject, Finding.problem(error))
        }
    }

    private func ask(_ target: String) async -> Result<OutboundResponse, TransportError> {
        do throws(TransportError) {
            return .success(try await transport.send(try request(target)))
        } catch {
            return .failure(error)
        }
    }

    private func request(_ target: String) throws(TransportError) -> OutboundRequest {
        do {
            var request = OutboundRequest(
                .get,
                try OutboundURL(
                    scheme: url.scheme == "https" ? .https : .http, host: url.host,
                    port: url.port.flatMap { UInt16(exactly: $0) }, target: target),
                headers: [HeaderField("Accept", "text/html")], kind: .fetch,
                maximumBytes: Self.maximumBytes, deadline: Self.deadline,
                identityPort: url.port.flatMap { UInt16(exactly: $0) })
            request.redirects = .none
            return request
        } catch {
            throw .refusedURL(error)
        }
    }

    private var frontPage: [UInt8]? {
        // One that is not there is not compared.
        try? Array(Data(contentsOf: tree.appending(path: "index.html")))
    }
}
