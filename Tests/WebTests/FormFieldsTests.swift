import Escaping
import Testing

@testable import Web

/// Forms as browsers send them, and as nobody should.
struct FormFieldsTests {
    @Test func fieldsAreDecodedInTheirOrder() throws {
        let fields = try FormFields(
            "text=a+b%21%0D%0Ac%0Dd&aspect=Family&aspect=%C3%96l&empty=&bare")

        #expect(fields["text"] == "a b!\nc\nd")
        #expect(fields.values("aspect") == ["Family", "Öl"])
        #expect(fields["empty"] == "" && fields["bare"] == "")
        #expect(fields["missing"] == nil)
    }

    @Test func aPlusThatWasTypedStays() throws {
        #expect(try FormFields("text=1%2B1")["text"] == "1+1")
    }

    @Test func anEqualsSignBelongsToTheValue() throws {
        #expect(try FormFields("a=b=c")["a"] == "b=c")
    }

    @Test func whatIsEncodedComesBack() throws {
        let value = "/stream?after=1-2&x=ü \"'<>"
        #expect(try FormFields("to=\(PercentEncoding.queryValue.encoded(value))")["to"] == value)
    }

    @Test(arguments: [
        "a=%", "a=%4", "a=%zz", "a=%ff", "%ff=a", "a=\(String(repeating: "%C3", count: 3))",
    ])
    func whatIsNoFormIsRefused(text: String) {
        #expect(throws: FormError.malformed) { try FormFields(text) }
    }

    @Test func fieldsAndTheirNamesHaveBounds() throws {
        let many = Array(repeating: "a=b", count: FormFields.maximumFields)
        #expect(try FormFields(many.joined(separator: "&")).all.count == FormFields.maximumFields)
        #expect(throws: FormError.tooManyFields(limit: FormFields.maximumFields)) {
            try FormFields((many + ["a=b"]).joined(separator: "&"))
        }
        let name = String(repeating: "n", count: FormFields.maximumNameBytes + 1)
        #expect(throws: FormError.malformed) { try FormFields("\(name)=b") }
    }

    @Test func someFieldsCanBeLeftOut() throws {
        let fields = try FormFields("token=1&text=2&key=3").without(["token"])
        #expect(fields.all.map(\.name) == ["text", "key"])
    }
}
