"""Whether this machine can write Chinese in a plot: a fresh one may have no font for it."""

from policytext.plots import lettering

CHINESE = any(ord("通") in lettering.glyphs(name) for name in lettering.candidates(lettering.SANS + lettering.SERIF))
