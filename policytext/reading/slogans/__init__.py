"""Fixed political or policy wording (提法)."""
