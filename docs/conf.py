"""Sphinx: the documentation in Diátaxis form, with a broken link as an error."""

project = "Parlons"
author = "The Parlons maintainers"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "Parlons"
# Types of other projects have no page here to link to.
nitpick_ignore_regex = [("py:.*", ".*")]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
