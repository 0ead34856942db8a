from hypothesis import given, settings, HealthCheck, strategies as st
from mentor_desktop.domain.shareable import *
from mentor_desktop.exporters.document import document_of
from mentor_desktop.exporters.to_markdown import markdown_of
from mentor_desktop.exporters.tree import *
from mentor_desktop.exporters.reading import Reader
from tests.exporters.readback import words_of_markdown
from tests.exporters.test_formats import MARKS, HELD
from datetime import date
S=settings(max_examples=4000,suppress_health_check=list(HealthCheck),deadline=None,database=None)
@S
@given(st.one_of(MARKS,st.text()))
def test_opening(text):
    d=document_of(Shareable(held_on=HELD,opening=text,promises=(SharedPromise(owner=text,text=text),)))
    assert words_of_markdown(markdown_of(d).encode())==words_in(d)
@S
@given(st.one_of(MARKS,st.text()))
def test_note_cm(text):
    d=document_of(Shareable(held_on=HELD,notes=(SharedNote(text=text),)))
    assert words_of_markdown(markdown_of(d).encode())==words_in(d), markdown_of(d)
@S
@given(st.one_of(MARKS,st.text()))
def test_note_own(text):
    d=document_of(Shareable(held_on=HELD,notes=(SharedNote(text=text),)))
    got=Reader().blocks(markdown_of(d))[1:]
    assert got==d.blocks, markdown_of(d)
@S
@given(st.one_of(MARKS,st.text()))
def test_own_open(text):
    d=document_of(Shareable(held_on=HELD,opening=text))
    got=Reader().blocks(markdown_of(d))[1:]
    assert got==d.blocks, markdown_of(d)
