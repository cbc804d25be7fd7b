"""What stands around the pod when federation is measured: people, messages, other pods, load."""
