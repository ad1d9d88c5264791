"""Where a site's files are kept: read from the setting `edit_root`, which leads to the same place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

_EDITED_AT = (
    ("/-/edit/", "gitlab", "/api/v4", "/api/graphql"),
    ("/_edit/", "gitea", "/api/v1", ""),
    ("/edit/", "github", "/api/v3", "/api/graphql"),
)
"""How each forge writes the address of a file that is edited, and where its programs are asked."""
_OF_GITHUB = "https://api.github.com"
_REVIEWED = ("github", "gitlab")
"""The forges on which the forms can make a request for review of each change."""


@dataclass(frozen=True)
class Forge:
    """A repository at a forge, as the forms reach it."""

    name: str
    repo: str
    branch: str
    api: str
    graphql: str

    @property
    def hosts(self) -> str:
        """The host that the page has to reach, as a content security policy names it."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def backend(self) -> dict[str, object]:
        """What the configuration says of it; one signs in with a token, through no other host."""
        root = {"api_root": self.api, "graphql_api_root": self.graphql}
        named = {"name": self.name, "repo": self.repo, "branch": self.branch}
        return {
            **named,
            **{key: at for key, at in root.items() if at},
            "auth_methods": ["token"],
        }

    @property
    def publish_mode(self) -> str:
        """Whether a change waits for a review (a pull request), or is committed at once."""
        return "editorial_workflow" if self.name in _REVIEWED else "simple"


def forge_at(edit_root: str) -> Forge | None:
    """Return the forge at which files are edited; None where the address is of none we know."""
    parts = urlsplit(edit_root)
    for mark, name, api, graphql in _EDITED_AT:
        repo, found, branch = parts.path.partition(mark)
        if found and "/" in repo.strip("/") and branch.strip("/"):
            host = f"{parts.scheme}://{parts.netloc}"
            at = _OF_GITHUB if parts.netloc == "github.com" else f"{host}{api}"
            asked = at if at == _OF_GITHUB else f"{host}{graphql}" if graphql else ""
            return Forge(name, repo.strip("/"), branch.strip("/"), at, asked)
    return None
