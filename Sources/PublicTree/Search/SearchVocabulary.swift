/// The terms of one block, each with a number, found again by the bytes of a text.
///
/// An open-addressed table over one buffer of bytes: a word that was seen before costs one look, and
/// no string. A run of text that is not ASCII stands in it with the terms that folding it gave.
struct SearchVocabulary {
    private struct Entry {
        var hash: UInt32
        var offset: UInt32
        var length: UInt32
        /// The term of this number, or, for a run that is not ASCII, -1 - (its place in `expansions`).
        var meaning: Int32
    }

    private var buffer: [UInt8] = []
    private var entries: [Entry] = []
    private var slots = [UInt32](repeating: 0, count: 1 << 14)
    /// The offset of each term's entry.
    private var terms: [UInt32] = []
    private var expansions: [[UInt32]] = []
    private let splitting = SearchTerms(.document)
    private let fold = SearchFold()

    var count: Int { terms.count }

    /// Returns the number of a folded word, assigning one to a new word.
    mutating func term(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Self.hash(word)
        if let meaning = meaning(of: word, hash, isRun: false) { return UInt32(meaning) }
        let number = UInt32(terms.count)
        terms.append(UInt32(entries.count))
        insert(word, hash, meaning: Int32(number))
        return number
    }

    /// Returns the numbers of the terms in a run of text that is not all ASCII.
    mutating func terms(inRun run: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        // Long runs (pages of Chinese) do not come again, and would fill the table.
        guard run.count <= 64 else { return expand(run) }
        let hash = Self.hash(run)
        if let meaning = meaning(of: run, hash, isRun: true) { return expansions[-1 - meaning] }
        let numbers = expand(run)
        expansions.append(numbers)
        insert(run, hash, meaning: Int32(-expansions.count))
        return numbers
    }

    /// Returns the terms' numbers in the order of their UTF-8.
    func sorted() -> [UInt32] {
        buffer.withUnsafeBufferPointer { buffer in
            (0..<UInt32(terms.count)).sorted { left, right in
                bytes(of: left, in: buffer).lexicographicallyPrecedes(bytes(of: right, in: buffer))
            }
        }
    }

    func withBytes<Result>(
        of term: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        buffer.withUnsafeBufferPointer { body(bytes(of: term, in: $0)) }
    }

    private func bytes(
        of term: UInt32, in buffer: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        let entry = entries[Int(terms[Int(term)])]
        return UnsafeBufferPointer(
            rebasing: buffer[Int(entry.offset)..<Int(entry.offset + entry.length)])
    }

    private mutating func expand(_ run: UnsafeBufferPointer<UInt8>) -> [UInt32] {
        splitting.split(fold(String(decoding: run, as: UTF8.self))).map { word in
            var word = word
            return word.withUTF8 { term($0) }
        }
    }

    private func meaning(
        of word: UnsafeBufferPointer<UInt8>, _ hash: UInt32, isRun: Bool
    ) -> Int? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, (entry.meaning < 0) == isRun, equals(entry, word) {
                return Int(entry.meaning)
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func equals(_ entry: Entry, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(entry.length) == word.count else { return false }
        let offset = Int(entry.offset)
        for position in word.indices where buffer[offset + position] != word[position] {
            return false
        }
        return true
    }

    private mutating func insert(
        _ word: UnsafeBufferPointer<UInt8>, _ hash: UInt32, meaning: Int32
    ) {
        entries.append(
            Entry(
                hash: hash, offset: UInt32(buffer.count), length: UInt32(word.count),
                meaning: meaning))
        buffer.append(contentsOf: word)
        if entries.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            for index in entries.indices { place(index) }
        } else {
            place(entries.count - 1)
        }
    }

    private mutating func place(_ index: Int) {
        let mask = slots.count - 1
        var slot = Int(entries[index].hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(index + 1)
    }

    /// Hashes a word with 64-bit FNV-1a, folded to 32 bits by XOR.
    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
