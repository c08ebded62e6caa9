"""Tests of the incident suite's form and run."""
