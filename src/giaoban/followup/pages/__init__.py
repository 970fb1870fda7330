"""The pages of tasks, recommendations, the work programme and topics."""
