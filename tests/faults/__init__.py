"""Every fault that can be caused here, as numbered cases: `docs/reliability.md` lists them with figures."""
