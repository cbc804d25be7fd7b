import NIOCore

/// An executor that runs tasks on the event loop of a connection, where its bytes come and go.
///
/// What is answered at once needs no other thread: handing a request to one and its answer back takes longer than
/// reading a page that the system has in memory. What may wait, for a disk or the database, runs elsewhere
/// (`BlockingExecutor.onThreads`). See docs/decisions/0062-pages-on-the-loop.md.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
