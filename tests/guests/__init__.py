"""Packages of others, made by the tests: normal ones of several shapes, and a museum of hostile ones."""
