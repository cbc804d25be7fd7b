import Testing

@testable import Transport

@Suite struct PrivateNetworkGuardTests {
    @Test func attacks1And2EachAddressHasItsVerdict() throws {
        let networkGuard = PrivateNetworkGuard()
        var count = 0
        for line in try Fixture.text("addresses.txt").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let verdict = words.first, verdict != "#" else { continue }
            for word in words.dropFirst() {
                let address = try #require(IPAddress(word), "\(word)")
                #expect(networkGuard.allows(address) == (verdict == "allowed"), "\(word)")
                count += 1
            }
        }
        #expect(count > 120)
    }

    @Test func everyRangeOfTheTableIsRefusedFromItsFirstAddressToItsLast() throws {
        let networkGuard = PrivateNetworkGuard()
        #expect(SpecialPurposeRange.all.count == 26)
        for special in SpecialPurposeRange.all {
            let range = special.range
            let last: IPAddress =
                switch range.base {
                case .v4(let bits): .v4(bits | (range.length == 32 ? 0 : .max >> range.length))
                case .v6(let bits): .v6(bits | (range.length == 128 ? 0 : .max >> range.length))
                }
            #expect(range.contains(range.base) && range.contains(last))
            #expect(!networkGuard.allows(range.base), "\(special.specification)")
            #expect(!networkGuard.allows(last), "\(special.specification)")
        }
    }

    @Test func developmentMeetsOwnNetworksAndNothingElse() throws {
        let networkGuard = PrivateNetworkGuard(allowsPrivateNetworks: true)
        for text in ["127.0.0.1", "::1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "fd00::1"] {
            #expect(networkGuard.allows(try #require(IPAddress(text))), "\(text)")
        }
        for text in [
            "169.254.169.254", "0.0.0.0", "::", "fe80::1", "::ffff:127.0.0.1", "224.0.0.1",
        ] {
            #expect(!networkGuard.allows(try #require(IPAddress(text))), "\(text)")
        }
    }

    @Test func anExceptionIsMetWhateverItIs() throws {
        let range = try #require(AddressRange("10.9.0.0/16"))
        let networkGuard = PrivateNetworkGuard(exceptions: [range])
        #expect(networkGuard.allows(try #require(IPAddress("10.9.255.1"))))
        #expect(!networkGuard.allows(try #require(IPAddress("10.8.255.1"))))
    }

    @Test(arguments: [
        "10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "::1/129", "x", "", "1.2.3.4/", "/8",
    ])
    func whatIsNoRangeIsNotRead(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func anAddressOfASocketIsRead() throws {
        var four = [UInt8](repeating: 0, count: 16)
        four[0] = 2
        four.replaceSubrange(4..<8, with: [192, 0, 2, 7])
        #expect(four.withUnsafeBytes { IPAddress(socketAddress: $0) } == IPAddress("192.0.2.7"))
        var six = [UInt8](repeating: 0, count: 28)
        six[0] = 10
        six[8] = 0x20
        six[23] = 9
        #expect(six.withUnsafeBytes { IPAddress(socketAddress: $0) } == IPAddress("2000::9"))
        #expect(six[..<20].withUnsafeBytes { IPAddress(socketAddress: $0) } == nil)
        #expect(IPAddress("2000::9")?.description == "2000::9")
        #expect(IPAddress("192.0.2.7")?.description == "192.0.2.7")
    }
}
