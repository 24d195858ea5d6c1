"""What is about words (词): counts and keyness, collocations, and a user dictionary for jieba."""

from policytext.words.collocations import COLLOCATION_COLUMNS, collocations
from policytext.words.cutting import private_tokenizer
from policytext.words.dictionary import DICTIONARY_COLUMNS, as_userdict, user_dictionary
from policytext.words.keyness import WORD_COLUMNS, words

__all__ = [
    "COLLOCATION_COLUMNS",
    "DICTIONARY_COLUMNS",
    "WORD_COLUMNS",
    "as_userdict",
    "collocations",
    "private_tokenizer",
    "user_dictionary",
    "words",
]
