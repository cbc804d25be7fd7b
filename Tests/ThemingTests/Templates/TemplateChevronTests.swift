import Foundation
import Testing

@testable import Theming

/// The engine beside chevron: Fixtures/templates/plain.json, which make_plain.py wrote.
@Suite struct TemplateChevronTests {
    @Test func plainTemplatesAreRenderedAsByChevron() throws {
        let file = try #require(Bundle.module.resourceURL)
            .appending(path: "Fixtures/templates/plain.json")
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
        #expect(cases.count == 150)

        for sample in cases {
            let library = try TemplateLibrary(texts: ["page": sample.template])
            guard case .record(let values) = sample.values.value else { continue }
            #expect(try library.text("page", values) == sample.text, "\(sample.template)")
        }
    }

    private struct Case: Decodable {
        let template: String
        let values: Value
        let text: String
    }

    private struct Value: Decodable {
        let value: TemplateValue

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                value = .flag(flag)
            } else if let text = try? container.decode(String.self) {
                value = .text(text)
            } else if let list = try? container.decode([Value].self) {
                value = .list(list.map(\.value))
            } else {
                var record: TemplateRecord = [:]
                for (name, value) in try container.decode([String: Value].self) {
                    record[name] = value.value
                }
                value = .record(record)
            }
        }
    }
}
