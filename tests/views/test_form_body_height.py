from __future__ import annotations


async def test_in_a_very_tall_window_every_field_keeps_its_height(program, until, qapp):
    await program.select(until, 1)
    body = program.page.form.body
    body.more.open(opened=True)
    program.window.resize(1200, 4000)
    qapp.processEvents()
    assert body.height() > body.sizeHint().height() + 500
    for name, field in body.fields.items():
        assert field.height() <= field.sizeHint().height(), name
