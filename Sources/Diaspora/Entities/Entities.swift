/// The things that pods send each other, each a plain value with its properties.
///
/// Times have whole seconds; what is missing or empty is nil.
/// Spec: diaspora* federation protocol, "Entities".
public enum Entities {}
