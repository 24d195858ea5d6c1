"""Rules and lexicons as files of a researcher, in the encodings that texts come in."""

from pathlib import Path

from policytext.errors import RuleError
from policytext.sources.encodings import decode_told


def read_file(path: Path) -> str:
    """The text of a file of rules or names: UTF-8, GB18030 (GBK), Big5 or UTF-16.

    Raises:
        RuleError: where it cannot be opened, or bytes of it are no character.
    """
    try:
        decoded = decode_told(path.read_bytes())
    except OSError as e:
        raise RuleError(f"{path} cannot be opened: {e.strerror or e} (无法打开)") from e
    if decoded.count:
        what = f"{decoded.count} characters cannot be read as {decoded.encoding}"
        raise RuleError(f"{path}: {what}; save the file as UTF-8 (请另存为UTF-8)")
    return decoded.text.replace("\r\n", "\n").replace("\r", "\n")
