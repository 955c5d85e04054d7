"""What people change about themes. Every change gives a new arrangement; no answer is lost."""

from collections.abc import Callable, Collection
from dataclasses import replace

from sessions.arrangement import AnswerTheme, Member, Themes
from sessions.errors import Malformed, Unknown
from sessions.items.item import told

LONGEST = 120
"""Characters in the name of a theme."""


def confirm(themes: Themes, label: str) -> Themes:
    """Say that a theme is right: it may be shown, and its answers need no more confirming."""

    def sure(theme: AnswerTheme) -> AnswerTheme:
        members = tuple(replace(member, confirmed=True) for member in theme.members)
        return replace(theme, members=members, confirmed=True)

    return _changed(themes, label, sure)


def rename(themes: Themes, label: str, name: str) -> Themes:
    """Another label for one theme; raise `Malformed` where it has none or another has it."""
    return _changed(themes, label, lambda theme: replace(theme, label=_free(themes, name, label)))


def move(themes: Themes, reference: str, label: str) -> Themes:
    """Put one answer, and what repeats it, in another theme; whoever moves it is sure of it.

    Raise `Unknown` for an answer that stands in no theme.
    """
    source, target = themes.theme_of(reference), _found(themes, label)
    if source is None:
        raise Unknown("contribution.unknown", reference=reference)
    if source == target:
        return themes
    going = {m.reference for m in source.members if reference in (m.reference, m.same_as)}
    return _carried(themes, source, going, target)


def merge(themes: Themes, label: str, into: str) -> Themes:
    """Put all answers of one theme in another; it is to be confirmed again."""
    source, target = _found(themes, label), _found(themes, into)
    if source == target:
        return themes
    members = (*target.members, *source.members)
    joined = replace(target, members=members, confirmed=False)
    kept = tuple(joined if t == target else t for t in themes.themes if t != source)
    return replace(themes, themes=kept)


def split(themes: Themes, label: str, references: Collection[str], name: str) -> Themes:
    """Take answers out of a theme into a new one.

    Raise `Unknown` when none of them stands in the theme.
    """
    source = _found(themes, label)
    going = set(references) & set(source.references)
    if not going:
        raise Unknown("contribution.unknown", reference=", ".join(sorted(references)))
    fresh = AnswerTheme(_free(themes, name), ())
    return _carried(replace(themes, themes=(*themes.themes, fresh)), source, going, fresh)


def _carried(
    themes: Themes, source: AnswerTheme, going: Collection[str], target: AnswerTheme
) -> Themes:
    """Both themes are to be confirmed again; a theme that became empty goes."""
    moved = tuple(_placed(m, going) for m in source.members if m.reference in going)
    stays = tuple(_left(m, going) for m in source.members if m.reference not in going)
    changed = {
        source.label: replace(source, members=stays, confirmed=False),
        target.label: replace(target, members=(*target.members, *moved), confirmed=False),
    }
    made = (changed.get(theme.label, theme) for theme in themes.themes)
    return replace(themes, themes=tuple(theme for theme in made if theme.members))


def _placed(member: Member, going: Collection[str]) -> Member:
    leader = member.same_as if member.same_as in going else ""
    return replace(member, confirmed=True, same_as=leader)


def _left(member: Member, going: Collection[str]) -> Member:
    """An answer whose leader went elsewhere stands for itself."""
    return replace(member, same_as="") if member.same_as in going else member


def _changed(themes: Themes, label: str, change: Callable[[AnswerTheme], AnswerTheme]) -> Themes:
    chosen = _found(themes, label)
    return replace(themes, themes=tuple(change(t) if t == chosen else t for t in themes.themes))


def _found(themes: Themes, label: str) -> AnswerTheme:
    for theme in themes.themes:
        if theme.label == label:
            return theme
    raise Unknown("themes.unknown", label=label)


def _free(themes: Themes, name: str, current: str = "") -> str:
    """A name that no other theme has."""
    label = told(name)
    if not label or len(label) > LONGEST:
        raise Malformed("themes.name", limit=LONGEST)
    if label != current and any(theme.label == label for theme in themes.themes):
        raise Malformed("themes.taken", label=label)
    return label
