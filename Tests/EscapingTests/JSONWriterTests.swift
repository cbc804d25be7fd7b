import Escaping
import Foundation
import Testing

struct JSONWriterTests {
    private static func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("text", "a \"b\"")
            json.string("missing", nil)
            json.number("number", -3)
            json.number("none", nil)
            json.boolean("isTrue", true)
            json.strings("words", ["a", "b"])
            json.strings("nothing", [])
            json.object("empty") { _ in }
            json.array("list") { list in
                list.value("c")
                list.object { $0.string("d", "e") }
                list.array { _ in }
                list.value(written: Array("1.5".utf8))
            }
            json.member("written", written: Array("null".utf8))
        }
    }

    @Test func compact() {
        var json = JSONWriter(escaping: .plain)
        Self.write(to: &json)

        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"text":"a \"b\"","number":-3,"isTrue":true,"words":["a","b"],"empty":{},"#
                + #""list":["c",{"d":"e"},[],1.5],"written":null}"#)
    }

    @Test func aValueALine() {
        var json = JSONWriter(escaping: .plain, layout: .lines)
        Self.write(to: &json)

        #expect(
            String(decoding: json.document, as: UTF8.self) == """
                {
                  "text": "a \\"b\\"",
                  "number": -3,
                  "isTrue": true,
                  "words": [
                    "a",
                    "b"
                  ],
                  "empty": {},
                  "list": [
                    "c",
                    {
                      "d": "e"
                    },
                    [],
                    1.5
                  ],
                  "written": null
                }

                """)
    }

    @Test func bothLayoutsAreTheSameToFoundation() throws {
        for text in RandomText.all(500, seed: 61) {
            let documents = [JSONWriter.Layout.compact, .lines].map { layout in
                var json = JSONWriter(escaping: .embeddable, layout: layout)
                json.object { json in
                    json.string(text, text)
                    json.array("list") { $0.value(text) }
                }
                return json.bytes
            }
            let read = try documents.map {
                try JSONSerialization.data(
                    withJSONObject: JSONSerialization.jsonObject(with: Data($0)),
                    options: .sortedKeys)
            }
            #expect(read[0] == read[1], "\(text)")
        }
    }

    @Test func anObjectMayStayOpen() {
        var json = JSONWriter(escaping: .plain)
        json.beginObject()
        json.string("a", "b")
        var other = json
        other.endObject()
        json.number("c", 1)
        json.endObject()

        #expect(String(decoding: other.bytes, as: UTF8.self) == #"{"a":"b"}"#)
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":"b","c":1}"#)
    }
}
