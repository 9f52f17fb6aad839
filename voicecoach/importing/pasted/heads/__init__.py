"""What opens a block: `3 rounds:`, `EMOM 10`, `21-15-9`."""
