"""The agenda of a session: from a template, part by part, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentor_desktop.domain.history import Kind, OwnTemplate
from mentor_desktop.domain.ids import PartId, PersonId, SessionId
from mentor_desktop.domain.people import Role
from mentor_desktop.domain.sessions import Leads, Part, PartKind, Session
from mentor_desktop.services import content
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused, line_of, name_of
from mentor_desktop.store import followups as template_store
from mentor_desktop.store import people as people_store
from mentor_desktop.store import sessions as store
from mentor_desktop.store import trash as trash_store
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _

LONGEST_PART = 240  # minutes
MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda to begin from, built in or one's own."""

    id: str
    name: str
    minutes: int
    parts: tuple[content.TemplatePart, ...]
    own: bool


def templates(desk: Desk) -> tuple[Template, ...]:
    """The built-in agendas, then one's own."""
    built_in = [Template(t.id, t.name, t.minutes, t.parts, False) for t in content.agenda_templates()]
    with desk.read() as c:
        own = template_store.load_templates(c)
    return (*built_in, *(_own(each) for each in own))


def _own(each: OwnTemplate) -> Template:
    parts = tuple(
        content.TemplatePart(
            id=str(n),
            title=title,
            minutes=minutes,
            kind=PartKind(kind),
            leads=Leads(leads),
            topic=Leads(topic),
        )
        for n, (title, minutes, kind, leads, topic) in enumerate(each.parts)
    )
    return Template(each.id.hex(), each.name, sum(part.minutes for part in parts), parts, True)


def template_named(desk: Desk, key: str) -> Template:
    """A template by id or by name, whatever its case."""
    for each in templates(desk):
        if key.casefold() in (each.id.casefold(), each.name.casefold()):
            return each
    raise Refused(_("There is no such template. Choose one from the list in Prepare."))


def parts(desk: Desk, session: SessionId) -> tuple[Part, ...]:
    """The agenda, in order."""
    with desk.read() as c:
        return store.load_parts(c, session)


def use_template(desk: Desk, session: SessionId, template: Template) -> tuple[Part, ...]:
    """Put a template's parts in place of the template parts there are; carried and own parts stay.

    What was replaced goes to the trash, so the change can be undone.
    """
    with desk.change() as c:
        stamp = desk.stamp()
        about = store.load_session(c, session)
        there = store.load_parts(c, session)
        kept = [part for part in there if not part.template]
        for part in there:
            if part.template:
                trash_store.trash(c, Kind.PART, part.id, stamp)
        mentor, mentee = _sides(c, about)
        for position, each in enumerate(template.parts):
            topic = {Leads.MENTEE: mentee, Leads.MENTOR: mentor}.get(each.topic)
            new = Part(
                id=PartId(new_id()), session=session, position=position, title=each.title,
                minutes=each.minutes, kind=each.kind, leads=each.leads,
                topic_of=topic, template=f"{template.id}/{each.id}",
            )  # fmt: skip
            store.save_part(c, new, stamp)
        after = len(template.parts)
        for offset, part in enumerate(kept):
            store.save_part(c, replace(part, position=after + offset), stamp)
        if about.template != template.id:
            store.save_session(c, replace(about, template=template.id), stamp)
    return parts(desk, session)


def _sides(c: Connection, session: Session) -> tuple[PersonId, PersonId | None]:
    """Who is the mentor and who the mentee; with several others the mentee stays open."""
    mine = people_store.load_me(c).id
    other = session.participants[0].person if len(session.participants) == 1 else None
    if people_store.load_relationship(c, session.relationship).my_role is Role.MENTEE and other is not None:
        return other, mine
    return mine, other


def _checked(part: Part) -> Part:
    if not 1 <= part.minutes <= LONGEST_PART:
        raise Refused(_("A part takes between 1 and %(longest)d minutes.") % {"longest": LONGEST_PART})
    return replace(part, title=name_of(part.title))


def put_back(desk: Desk, session: SessionId, before: Sequence[Part]) -> tuple[Part, ...]:
    """Make the agenda what it was before a template replaced parts of it."""
    wanted = [part.id for part in before]
    with desk.change() as c:
        there = [part.id for part in store.load_parts(c, session)]
        stamp = desk.stamp()
        for part in there:
            if part not in wanted:
                trash_store.trash(c, Kind.PART, part, stamp)
        for part in wanted:
            if part not in there:
                trash_store.restore(c, Kind.PART, part, stamp)
        store.place_parts(c, wanted, stamp)
    return parts(desk, session)


def add_part(
    desk: Desk, session: SessionId, title: str, minutes: int = 5, kind: PartKind = PartKind.DEVELOPMENT,
    leads: Leads = Leads.BOTH, topic_of: PersonId | None = None
) -> Part:  # fmt: skip
    """Add a part at the end."""
    with desk.change() as c:
        store.load_session(c, session)
        there = store.load_parts(c, session)
        if len(there) >= MOST_PARTS:
            raise Refused(_("This agenda is full. Remove a part first."))
        after = 1 + max((part.position for part in there), default=-1)
        part = _checked(
            Part(
                id=PartId(new_id()), session=session, position=after, title=title, minutes=minutes,
                kind=kind, leads=leads, topic_of=topic_of,
            )
        )  # fmt: skip
        store.save_part(c, part, desk.stamp())
        return store.load_part(c, part.id)


def edit_part(desk: Desk, part: Part) -> Part:
    """Change a part. A template part with another title becomes one's own."""
    with desk.change() as c:
        before = store.load_part(c, part.id)
        own = before.title != line_of(part.title)
        store.save_part(c, _checked(replace(part, template="" if own else part.template)), desk.stamp())
        return store.load_part(c, part.id)


def remove_part(desk: Desk, part: PartId) -> None:
    """Put a part into the trash."""
    with desk.change() as c:
        session = store.load_part(c, part).session
        trash_store.trash(c, Kind.PART, part, desk.stamp())
        store.find_session(c, session)


def restore_part(desk: Desk, part: PartId) -> None:
    """Bring a part back."""
    with desk.change() as c:
        trash_store.restore(c, Kind.PART, part, desk.stamp())


def reorder(desk: Desk, session: SessionId, order: Sequence[PartId]) -> tuple[Part, ...]:
    """Put the parts into this order; parts left out keep their place after them."""
    with desk.change() as c:
        there = [part.id for part in store.load_parts(c, session)]
        wanted = [part for part in order if part in there]
        store.place_parts(c, [*wanted, *(part for part in there if part not in wanted)], desk.stamp())
    return parts(desk, session)


def as_text(desk: Desk, session: SessionId) -> str:
    """The agenda as text to send ahead: titles, minutes, and who leads. Nothing private is in it."""
    with desk.read() as c:
        about = store.load_session(c, session)
        there = store.load_parts(c, session)
        everyone = people_store.load_people(c)
        mentor, mentee = _sides(c, about)
    named = {person.id: person.name for person in everyone}
    leads = {Leads.MENTOR: named.get(mentor, ""), Leads.MENTEE: named.get(mentee, "") if mentee else ""}
    lines = []
    for part in there:
        values = {"title": part.title, "minutes": part.minutes, "name": leads.get(part.leads, "")}
        line = (
            _("%(title)s – %(minutes)d min, %(name)s leads")
            if values["name"]
            else _("%(title)s – %(minutes)d min")
        )
        lines.append(line % values)
    return "\n".join(lines)


def save_as_template(desk: Desk, session: SessionId, name: str) -> Template:
    """Keep an agenda for use again."""
    with desk.change() as c:
        there = store.load_parts(c, session)
        if not there:
            raise Refused(_("There is no part to keep yet. Add one first."))
        mentor, _mentee = _sides(c, store.load_session(c, session))
        rows = tuple(
            (part.title, part.minutes, str(part.kind), str(part.leads), str(_topic(part, mentor)))
            for part in there
        )
        own = OwnTemplate(id=new_id(), name=name_of(name), parts=rows)
        template_store.insert_template(c, own, desk.stamp())
    return _own(own)


def _topic(part: Part, mentor: PersonId) -> Leads:
    """Whose topic a part is, without a name, so that it fits the next people too."""
    if part.topic_of is None:
        return Leads.BOTH
    return Leads.MENTOR if part.topic_of == mentor else Leads.MENTEE


def delete_template(desk: Desk, template: Template) -> None:
    """Remove one of one's own templates; `bring_back_template` undoes it."""
    if not template.own:
        raise Refused(_("Built-in templates stay. You can save your own beside them."))
    with desk.change() as c:
        template_store.delete_template(c, bytes.fromhex(template.id))


def bring_back_template(desk: Desk, template: Template) -> None:
    """Keep a template of one's own again that was removed a moment ago, under the id it had."""
    rows = tuple(
        (part.title, part.minutes, str(part.kind), str(part.leads), str(part.topic))
        for part in template.parts
    )
    with desk.change() as c:
        if template.id in {each.id.hex() for each in template_store.load_templates(c)}:
            return
        own = OwnTemplate(id=bytes.fromhex(template.id), name=template.name, parts=rows)
        template_store.insert_template(c, own, desk.stamp())
