public import Hummingbird

/// What travels with a request through middleware and controllers.
public struct PodRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Most bytes a controller may collect of a body.
    public var maximumBodyBytes = 2 * 1024 * 1024

    public init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    public var maxUploadSize: Int { maximumBodyBytes }
}
