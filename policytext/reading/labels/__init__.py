"""What each text unit is, and the modality of tasks (句类, 任务)."""
