"""Errors that stop a run, with one clear line; what is only doubtful is recorded as a :class:`kg.model.Issue`."""


class KGError(Exception):
    """An error whose message says what, where and what to do, in one line."""


class CorpusError(KGError):
    """Nothing to read, or a broken catalogue."""


class SchemaError(KGError):
    """A file under ``schemas/`` or a gold file that breaks its own rules."""


class OutputError(KGError):
    """The output folder cannot be written or read."""
