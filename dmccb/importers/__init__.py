"""A published document's text -> ImportResult."""

DOCUMENTS = {"dmtn-158": "dmtn158", "ldm-294": "ldm294", "ldm-564": "ldm564"}
"""Name on the command line -> package of the importer."""
