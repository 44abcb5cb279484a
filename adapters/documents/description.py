"""What a docstring tells somebody who reads a schema."""

import re
from collections.abc import Mapping
from inspect import cleandoc
from types import MappingProxyType
from typing import Any, Final, get_origin

from parlons.application.ports.codec import Json

_AS_IT_IS: Final[Mapping[str, str]] = MappingProxyType({})


def described(class_: Any, renamed: Mapping[str, str] = _AS_IT_IS) -> Json:
    """Return the first sentence of the class's own docstring as a keyword, if there is one.

    A field named in it gets its name in JSON.
    """
    docstring = (get_origin(class_) or class_).__dict__.get("__doc__") or ""
    paragraph = " ".join(cleandoc(docstring).partition("\n\n")[0].split())
    sentence = re.split(r"(?<=\.) ", paragraph, maxsplit=1)[0]
    text = re.sub(r"(?<=`)\w+(?=`)", lambda name: renamed.get(name[0], name[0]), sentence)
    return {"description": text} if text else {}
