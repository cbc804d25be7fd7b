import NIOCore

/// An executor that runs tasks on the event loop of a connection, where its bytes come and go.
///
/// A page in memory needs no other thread: handing the request to one and the answer back takes longer than reading
/// the page. Work that may wait, for a disk or the database, runs elsewhere (`BlockingExecutor.onThreads`). See docs/decisions/0062-pages-on-the-loop.md.
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
