"""The page of the command line, from its argument parser."""

import argparse

from policytext.cli import build

HEAD = """# Command line 命令行

Made from the argument parser of `policytext` (`python -m policytext` is the same).
"""


def pages() -> dict[str, str]:
    """The page of all commands."""
    top = build()
    parts = [HEAD, f"{top.description}\n", f"{top.epilog}\n"]
    for name, (command, about) in sorted(subcommands(top).items()):
        parts += [f"## policytext {name}\n", f"{sentence(about)}\n", usage(command), *groups(command)]
    return {"reference/commands.md": "\n".join(parts)}


def subcommands(top: argparse.ArgumentParser) -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """The commands by name: the parser of each and what it does."""
    (action,) = (a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    about = {choice.dest: choice.help or "" for choice in action._choices_actions}
    return {name: (parser, about[name]) for name, parser in action.choices.items()}


def usage(command: argparse.ArgumentParser) -> str:
    """How it is called."""
    return "```text\n" + " ".join(command.format_usage().removeprefix("usage: ").split()) + "\n```\n"


def groups(command: argparse.ArgumentParser) -> list[str]:
    """The table of its arguments."""
    rows = [f"| {spelled(a)} | {filled(a)} |" for a in command._actions if not isinstance(a, argparse._HelpAction)]
    return ["| argument | meaning |\n| --- | --- |", *rows, ""]


def spelled(action: argparse.Action) -> str:
    """An argument as it is written."""
    value = str(action.metavar or action.dest.upper())
    if action.choices:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    if not action.option_strings:
        return f"`{value}`" + (
            " (one or more)" if action.nargs == "+" else " (optional)" if action.nargs == "?" else ""
        )
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    return names + (f" `{value}`" if action.nargs != 0 else "") + (" (required)" if action.required else "")


def filled(action: argparse.Action) -> str:
    """What an argument means, with its default."""
    text = sentence(action.help or "").replace("|", "\\|")
    plain = action.default in (None, argparse.SUPPRESS, False, "") or "default" in text
    return text if plain else f"{text} (default: `{action.default}`)"


def sentence(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]
