"""Whether this machine can write Chinese in a plot: a fresh one may have no font for it."""

from policytext.plots import lettering

FAMILIES = lettering.candidates(lettering.SANS + lettering.SERIF, lettering.installed_since())
CHINESE = any(ord("通") in lettering.glyphs(name) for name in FAMILIES)
