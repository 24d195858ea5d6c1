"""Organisations and their roles (责任单位): lists, subjects, set phrases, coordination, reach."""
