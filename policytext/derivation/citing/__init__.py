"""What a citation means: titles and numbers in their variants, the words around them, the documents of the corpus."""
