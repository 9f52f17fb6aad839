"""Programmes that several tests ask about."""

HANG = """\
title: Three weeks of hanging
programme:
  week: [mon, wed, fri]
  phases:
    - phase: Base
      weeks: 1
      routine: bar-hang
      set: {rounds: 1}
      progress: {hold: {from: 20s, by: 5s, to: 45s}}
    - phase: Peak
      weeks: 1
      routine: bar-hang
      progress: {hold: {from: 45s, by: 5s, to: 60s}}
"""
