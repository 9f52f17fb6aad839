"""Workouts that another program keeps as data: JSON, YAML, and the CSV of training logs."""
