// Mail through libetpan. Nothing sends or reads mail yet.
internal import CEtpan
