"""Forms for people without git: a page of the site on which an editor adds results and changes files."""

from charters.forms.bundles import FormsError
from charters.forms.forms_page import write

__all__ = ["FormsError", "write"]
