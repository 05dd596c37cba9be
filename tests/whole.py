"""What would be published of a package whose tables are small."""

from __future__ import annotations

import datetime as dt

from scripts.derive.whole import Tables
from scripts.reading.descriptor import Source
from scripts.write import content
from scripts.write.content import Content


def content_of(source: Source, issued: dt.date) -> Content:
    """The content of a package, all of it in memory."""
    return content.of(source, issued, Tables(source.files))
