import Federation
import Store

/// Reads what the database says of other pods and of the messages between them and this one.
struct FederationExamination {
    let pod: PodApplication

    func run(_ doctor: inout Doctor) {
        doctor.examine {
            BlockedCheck(names: try pod.database.read { try $0.blockedPods() }.map(\.name))
        }
        doctor.examine {
            SendersCheck(
                heldCount: try pod.database.read { database in
                    try SenderHint.allCases.reduce(0) {
                        try $0 + database.heldCount(reasonContaining: $1.mark)
                    }
                })
        }
        doctor.examine { try pod.database.read(messages) }
        doctor.examine {
            OutboxCheck(heldCount: try pod.database.read { try $0.heldDeliveryCount() })
        }
        doctor.examine { try pod.database.read(quotas) }
        doctor.examine { try pod.database.read(clock) }
    }

    private func messages(_ database: ReadTransaction) throws -> MessagesCheck {
        MessagesCheck(
            fatal: try database.fatalInboxEntries().map { "\(JobNumber.incoming($0))" },
            heldCount: try database.heldInboxEntryCount(),
            droppedCount: try database.droppedMessages().filter { $0.reason == .noRoom }
                .reduce(0) { $0 + $1.count })
    }

    private func clock(_ database: ReadTransaction) throws -> ClockCheck {
        let offsets = try ClockOffsets(database)
        return ClockCheck(offset: offsets.median, podCount: offsets.count)
    }

    private func quotas(_ database: ReadTransaction) throws -> QuotasCheck {
        let quota = pod.strangerQuota
        return QuotasCheck(
            isTotalReached: try database.totalStrangerUsage().reaches(quota.total),
            pods: try database.pods(atLeast: quota.limit))
    }
}
