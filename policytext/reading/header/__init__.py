"""The elements of the instrument (公文要素): title, number, addressees, signature, enclosures, place, furniture."""
