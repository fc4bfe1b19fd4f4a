"""What a call gives beside the document: a profile, and the table of the year before.

What the caller names and cannot be used is a mistake of the call; what the document
names itself is content, and a finding.
"""

import os
from typing import BinaryIO

from perftargets.errors import UsageError
from perftargets.findings import Finding, Message, Severity, codes
from perftargets.model.project import Document
from perftargets.profile import DEFAULT, Profile, asked_profile, load_profile, shipped
from perftargets.reading import document_of
from perftargets.text import Place

DocumentSource = Document | str | os.PathLike[str] | bytes | BinaryIO
"""A document, or what ``read`` takes."""


def profile_of(
    asked: Profile | str | os.PathLike[str] | None, document: Document
) -> tuple[Profile, tuple[Finding, ...]]:
    """Return the profile that holds, and a finding where it is not the one named.

    A document may name a shipped profile and never a path: what it says opens no file.

    Raises:
        UsageError: the profile that the caller names cannot be used.
        OSError: its file cannot be opened.
    """
    if asked is not None:
        chosen = asked_profile(asked)
        return chosen, _outdated(chosen, document)
    if document.profile is None:
        return load_profile(DEFAULT), ()
    wanted = document.profile
    if wanted in shipped():
        chosen = load_profile(wanted)
        return chosen, _outdated(chosen, document)
    finding = codes.UNPLACED_TEXT.finding(
        zh=f"文件指定的方案“{wanted}”不是自带方案，改用 {DEFAULT}",
        en=f"the document asks for the profile “{wanted}”, which is not shipped; "
        f"{DEFAULT} is used",
        hint=Message(
            zh=f"可写 {'、'.join(shipped())}；自己的方案用选项 --profile 指定",
            en=f"write one of {', '.join(shipped())}; name a profile of your own with "
            "--profile",
        ),
        place=Place(path=document.path),
    )
    return load_profile(DEFAULT), (finding,)


def _outdated(profile: Profile, document: Document) -> tuple[Finding, ...]:
    """Report a profile that was asked for and is older than the rules of the year."""
    year, until, newer = document.fiscal_year, profile.until, profile.successor
    if year is None or until is None or year <= until:
        return ()
    zh, en = f"，可用方案{newer}", f"; profile {newer} has them"
    finding = codes.GUESSED_STRUCTURE.finding(
        zh=f"方案{profile.name}的规定适用到{until}年，{year}年度已有更新的规定"
        f"{zh if newer else ''}",
        en=f"the rules of profile {profile.name} are those up to {until}, and {year} "
        f"has newer ones{en if newer else ''}",
        place=Place(path=document.path),
    )
    return (finding,)


def asked_prior(asked: DocumentSource) -> Document:
    """Return the table of the year before that a caller gives.

    Raises:
        UsageError: nothing could be read of it.
        OSError: its file cannot be opened.
    """
    prior = document_of(asked)
    wrong = [each for each in prior.diagnostics if each.severity is Severity.ERROR]
    if prior.projects or not wrong:
        return prior
    name = prior.path or "prior"
    raise UsageError(
        zh=f"上年的表“{name}”不能用：{wrong[0].message.zh}",
        en=f"the table of the year before, “{name}”, cannot be used: "
        f"{wrong[0].message.en}",
    )


def prior_of(
    asked: DocumentSource | None, document: Document
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the table of the year before, or a finding where it is of another year.

    Raises:
        UsageError: nothing could be read of it.
        OSError: its file cannot be opened.
    """
    if asked is None:
        return None, ()
    prior = asked_prior(asked)
    if prior.fiscal_year is None or document.fiscal_year is None:
        return prior, ()
    wanted = document.fiscal_year - 1
    if prior.fiscal_year == wanted:
        return prior, ()
    finding = codes.UNPLACED_TEXT.finding(
        zh=f"上年的表是{prior.fiscal_year}年的，不是{wanted}年的，没有与它比较",
        en=f"the table of the year before is of {prior.fiscal_year}, not of {wanted}; "
        "nothing is compared with it",
        hint=Message(
            zh=f"换成{wanted}年的表，或核对两张表的年度",
            en=f"give the table of {wanted}, or check the year of both",
        ),
        place=Place(path=document.path),
    )
    return None, (finding,)
