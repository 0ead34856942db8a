"""Summaries to write: the one of the reference picture, and one that uses every mark and script."""

from datetime import date, datetime

from mentor_desktop.domain.shareable import LocalTime, Shareable, SharedNote, SharedPromise

PICTURED = Shareable(
    number=7,
    held_on=date(2026, 11, 24),
    minutes=49,
    present=("Maya Lind", "Amara Okafor"),
    audience=("Amara Okafor",),
    opening="Amara said out loud what leading would look like.",
    notes=(
        SharedNote(text="The outline was sent on Friday, ahead of time.", time="15:04"),
        SharedNote(text="Chairing the December design review. First step: co-chair with Lena."),
        SharedNote(text="I want them to ask me first.", moment=True),
    ),
    promises=(
        SharedPromise(owner="Maya", text="Introduce Amara to Lena", due=date(2026, 11, 24)),
        SharedPromise(owner="Maya", text="Share two past review agendas", due=date(2026, 11, 27)),
        SharedPromise(owner="Amara", text="Invite the reviewers", due=date(2026, 12, 1)),
    ),
    next_time=(
        LocalTime(wall=datetime(2026, 12, 8, 15), place="Stockholm"),
        LocalTime(wall=datetime(2026, 12, 8, 17), place="Nairobi"),
    ),
)

RICH = Shareable(
    number=8,
    held_on=date(2026, 12, 8),
    minutes=52,
    present=("Maya Lind", "Amara Okafor"),
    opening="First line of mine.\nSecond line, see https://example.org/a_b?c=d&e.\n\nA second paragraph.",
    notes=(
        SharedNote(
            text="**Chairing** the *December* review, `co-chair` with Lena: "
            "[the agenda](https://example.org/x) and <amara@example.org>, a ***strong*** word."
        ),
        SharedNote(
            text="Steps we wrote down:\n- outline\n  - first draft\n  - second draft\n- send it\n\n"
            "3. three\n4. four\n\nAfter the list."
        ),
        SharedNote(
            text="# How to chair\nSome words.\n### Before\n- a\n\n  more of a\n- b\n# After\n"
            "> Their own words\n> on two lines\n\n```\ncode = [1, 2]\n    indented\n```\nend"
        ),
        SharedNote(text="I want them to ask me first.\n\nAnd then I decide.", moment=True),
    ),
    promises=(
        SharedPromise(owner="Maya | Lind", text="Introduce *Amara* to everybody who may care about a review"),
        SharedPromise(owner="Amara", text="Invite the reviewers", due=date(2027, 1, 1)),
    ),
    next_time=(
        LocalTime(wall=datetime(2027, 1, 8, 23, 30), place="Stockholm"),
        LocalTime(wall=datetime(2027, 1, 9, 1, 30), place="Nairobi"),
    ),
)

NUISANCES = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=https://x.org></iframe>",
    '<meta http-equiv="refresh" content="0"><base href="https://x.org/"><form action=x><svg onload=x>',
    "[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](file:///x) [e](//host/x)",
    "[f](\\\\host\\x) ftp://x",
    "![picture](http://127.0.0.1/x.png) ![](file:///etc/hostname)",
    '{{7*7}} {% raw %} {0.__class__} %(x)s $(id) ${x} #eval(1) #import "x" @ref $x^2$ = \\u{41}',
    "=cmd|' /C calc'!A0 +1 -1 @x",
    "../../x CON nul.txt C:\\x",
    "nul \x00 bell \x07 escape \x1b[31m stx \x02klzzwxh:0000\x03 \x0265\x03 next\x85line\u2028end",
    "lone \ud800 surrogate and \ufffe no character",
    "right \u202eto left\u202c, שלום עולם, مرحبا بالعالم",
    "emoji 😀👩‍💻🇸🇪 and 漢字, นะ, नमस्ते, a\u0301\u0327\u0489",
    "&lt;b&gt; &amp; &#60; &copy; <!-- comment --> <![CDATA[x]]> <?php ?>",
)
