/// Puts the details of an error into a sentence for some reader.
public typealias ErrorWording = (ErrorRecord) -> String
