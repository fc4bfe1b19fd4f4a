"""Tests of findings, their codes and reports."""
