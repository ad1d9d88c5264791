"""The MkDocs plugin: a switchboard between MkDocs and the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from charters.looks import Looks
from charters.mkdocs_site import SiteInMkDocs
from charters.model.settings import PluginOptions
from charters.neighbours import refuse_what_cannot_go
from charters.preview.in_mkdocs import InMkDocs, until_mended
from charters.problems import Message, Problem, errors_of, refusal, without_notes
from charters.problems.message import _
from charters.publishing.data import reports
from charters.reading import read
from charters.reading.site_settings import settings_of
from charters.rules import Audit, audit

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("charters")


class Options(Config):
    """The plugin's options, known to MkDocs by name only: they are read as the check reads them."""


_VALUE = (str, int, float, bool, date, dict, list)
_OPTIONS = {name: opt.Optional(opt.Type(_VALUE)) for name in PluginOptions.model_fields}


class ChartersPlugin(BasePlugin[Options]):
    """Reads the charters, checks them, and has every page of ours show what it is to show.

    `on_config` reads and checks; what follows is the business of the build (`mkdocs_site`).
    """

    config_class = type("ChartersOptions", (Options,), _OPTIONS)
    audited: Audit | None = None
    """Given by `charters build`, which reads, checks and tells of problems itself."""
    looks: Looks
    site: SiteInMkDocs
    is_served = False
    preview: InMkDocs | None = None
    """What shows the pages under `mkdocs serve`, from the first good ones on."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether pages are served; MkDocs keeps a plugin that listens to this from build to build."""
        self.is_served = command == "serve"

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Put a preview in the place of MkDocs' server, whose requests wait until a build goes well."""
        file = _file_of(config)
        self.preview = InMkDocs(config.dev_addr, builder, log.info)
        self.preview.faults = lambda: settings_of(file.parent, file.name)[1]
        for path in (config.docs_dir, str(file)):
            self.preview.watch(path)
        return cast("LiveReloadServer", self.preview)

    @event_priority(90)  # Before the search, which asks the theme what it needs.
    def _lead(self, config: MkDocsConfig) -> MkDocsConfig:
        self.looks = Looks(config)
        return config

    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, and have MkDocs look at our files too."""
        file = _file_of(config)
        audited = self.audited or self._audited(file, config)
        if self.preview:
            config.site_dir, self.preview.url = str(self.preview.folder), config.site_url or ""
        self.site = SiteInMkDocs(config, audited, self.looks, file.parent)
        config.watch.append(str(file.parent / audited.register.settings.data_dir))
        config.watch.extend(filter(None, [config.theme.custom_dir]))
        return config

    def _audited(self, file: Path, config: MkDocsConfig) -> Audit:
        """Read and check everything; stop, with every problem listed, when a page would be wrong."""
        audited = _looked(file)
        if self.is_served and not self.preview and errors_of(audited.problems):
            data = str(file.parent / audited.register.settings.data_dir)
            paths = map(Path, [config.docs_dir, str(file), data])
            until_mended(config.dev_addr, paths, lambda: _looked(file).problems, log.info)
            audited = _looked(file)
        self._tell(audited.problems)
        if errors_of(audited.problems):
            raise PluginError(_stopped(audited.problems, _NOT_BUILT))
        register = audited.register
        facts = {"day": register.as_of.isoformat(), "agencies": len(register.charters)}
        asof = _("as of {day}; agencies: {agencies}", **facts)
        if not register.settings.as_of:
            asof = _("as of {day} (today; set as_of to change it); agencies: {agencies}", **facts)
        log.info(reports.told(asof))
        return audited

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, or have the preview say it."""
        if self.preview:
            self.preview.problems += problems
            return
        told = without_notes(problems)
        for line in reports.lines(reports.spoken(told)):
            log.warning(line)

    @event_priority(-100)  # Last: a plugin may change what the site's file says.
    def _refuse(self, config: MkDocsConfig) -> MkDocsConfig:
        refuse_what_cannot_go(config)
        return config

    on_config = CombinedEvent(_lead, _read, _refuse)

    @event_priority(50)  # Early, so that search and nav see our pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page that nobody wrote by hand, and every download."""
        self.site.add_files(files)
        return files

    @event_priority(110)  # Before whoever makes a menu.
    def _order(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.site.order(nav)
        return nav

    @event_priority(-100)  # Whoever makes a menu has named its pages by then.
    def _fill(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.site.fill(nav, files)
        return nav

    on_nav = CombinedEvent(_order, _fill)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give every template the words of the site, and begin with its pages."""
        self.site.furnish(env, is_served=self.is_served)
        return env

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Look which files of a theme a page asks for that is of no Markdown."""
        self.looks.asked_for(output_content)
        return output_content

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Look which files of a theme a page asks for."""
        return self.site.page_html(output, page)

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say whose page is rendered next."""
        self.site.begin_page(page)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep what was written on a page of ours."""
        return self.site.content(html, page)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand a page what it shows."""
        return cast("TemplateContext", self.site.context(dict(context), page))

    def on_build_error(self, *, error: Exception) -> None:
        """End what works beside a build that has failed; one that has not begun has nothing beside it."""
        if hasattr(self, "site"):
            self.site.end()

    @event_priority(-100)  # Last: judge what visitors get, after every other plugin.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is left, and check the finished pages."""
        self.site.finish()
        if self.audited is not None:
            return
        problems = self.site.check.problems()
        self._tell(problems)
        if errors_of(problems):
            raise PluginError(_stopped(problems, _REPLACED))


def _file_of(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").absolute()


_NOT_BUILT = _(
    "charters: {counts}; nothing was built. Mend the lines above, or run `charters check`"
)
_REPLACED = _(
    "charters: {counts} on the finished pages, which have replaced the old ones. Mend the lines above; `charters build` keeps the old site until the new one is sound"
)


def _stopped(problems: Sequence[Problem], message: Message) -> str:
    """Return why a build stops, with how much is wrong."""
    return reports.told(message.filled(counts=reports.summary(problems, "")))


def _looked(file: Path) -> Audit:
    """Read and check everything."""
    settings, faults = settings_of(file.parent, file.name)
    try:
        register, problems = read(file.parent, settings)
    except OSError as fault:  # the machine gives no room for what git is asked
        message = _("charters: {fault}; nothing was built", fault=refusal(fault))
        raise PluginError(reports.told(message)) from fault
    return audit(register, [*faults, *problems], lets_go=True)
