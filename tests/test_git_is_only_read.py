"""Whatever a repository says, its history is read and nothing in it acts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from builders import there
from charters.reading.past import git_objects, git_versions
from charters.reading.past.git_objects import GitError
from charters.reading.past.git_versions import read_blobs, read_versions
from commands import commit, git

NAME = "standards.yml"
FILE = f"data/standards/fair-river/{NAME}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in a repository with two versions of a file."""
    root = tmp_path / "site"
    (root / FILE).parent.mkdir(parents=True)
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    for text in ("one\n", "two\n"):
        (root / FILE).write_text(text)
        commit(root)
    return root


def texts(root: Path) -> list[bytes]:
    past = there(read_versions(root, NAME))
    blobs = [version.blob for version in past.versions[FILE]]
    found = read_blobs(root, blobs)
    return [found[blob] for blob in blobs]


def marking(tmp_path: Path) -> tuple[Path, Path]:
    """Return a program that leaves a mark when it runs, and the mark."""
    mark, program = tmp_path / "it-ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n")
    program.chmod(0o755)
    return program, mark


PLANTED = {
    "a monitor of files": ("core.fsmonitor", "{program}"),
    "hooks": ("core.hooksPath", "{folder}"),
    "a pager": ("core.pager", "{program}"),
    "a pager for one command": ("pager.log", "{program}"),
    "a program for differences": ("diff.external", "{program}"),
    "a program for signatures": ("gpg.program", "{program}"),
    "signatures shown in every log": ("log.showSignature", "true"),
    "an editor": ("core.editor", "{program}"),
    "a command to connect with": ("core.sshCommand", "{program}"),
    "a filter of contents": ("filter.evil.smudge", "{program}"),
    "a program that makes text": ("diff.evil.textconv", "{program}"),
    "a command in place of log": ("alias.log", "!{program}"),
    "a command in place of cat-file": ("alias.cat-file", "!{program}"),
    "a helper for passwords": ("credential.helper", "!{program}"),
    "other references": ("core.alternateRefsCommand", "{program}"),
    "a file of more settings": ("include.path", "{folder}/more"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_no_setting_of_a_repository_runs_anything(site: Path, tmp_path: Path, planted: str) -> None:
    program, mark = marking(tmp_path)
    key, value = PLANTED[planted]
    (tmp_path / "more").write_text(f"[core]\n\tfsmonitor = {program}\n")
    git(site, "config", key, value.format(program=program, folder=tmp_path))
    (site / ".gitattributes").write_text("* filter=evil diff=evil\n")
    for hook in ("post-checkout", "fsmonitor-watchman", "post-index-change"):
        (tmp_path / hook).write_text(program.read_text())
        (tmp_path / hook).chmod(0o755)
    assert texts(site) == [b"two\n", b"one\n"]
    assert not mark.exists()


def test_a_partial_copy_fetches_nothing(site: Path, tmp_path: Path) -> None:
    program, mark = marking(tmp_path)
    blob = git(site, "rev-parse", f"HEAD~1:{FILE}")
    (site / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("core.sshCommand", str(program)),
        ("remote.origin.url", "ssh://example.org/x"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"),
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "origin"),
    ):
        git(site, "config", key, value)
    past = there(read_versions(site, NAME))
    assert list(read_blobs(site, [v.blob for v in past.versions[FILE]]).values()) == [b"two\n"]
    assert not mark.exists()


def test_a_folder_that_looks_like_a_bare_repository_is_none(tmp_path: Path) -> None:
    program, mark = marking(tmp_path)
    root = tmp_path / "site"
    (root / FILE).parent.mkdir(parents=True)
    (root / "objects").mkdir()
    (root / "refs").mkdir()
    (root / "HEAD").write_text("ref: refs/heads/main\n")
    (root / "config").write_text(f"[core]\n\tbare = true\n\tsshCommand = {program}\n")
    assert read_versions(root, NAME) is None
    assert not mark.exists()


def test_a_site_in_a_folder_of_a_repository_sees_its_own_files(tmp_path: Path, site: Path) -> None:
    inner = site / "data"
    past = there(read_versions(inner, NAME))
    assert set(past.versions) == {FILE.removeprefix("data/")}


def test_a_linked_work_tree_and_packed_references_are_read(site: Path, tmp_path: Path) -> None:
    git(site, "pack-refs", "--all")
    git(site, "gc", "-q")
    git(site, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "side")
    assert texts(tmp_path / "linked") == texts(site) == [b"two\n", b"one\n"]


def test_a_shallow_copy_is_known_as_one(site: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site}", "copy")
    past = there(read_versions(tmp_path / "copy", NAME))
    assert past.shallow
    assert len(past.versions[FILE]) == 1


def test_without_a_commit_or_without_git_there_is_no_past(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "empty")
    assert read_versions(tmp_path / "empty", NAME) is None
    (tmp_path / "nothing").mkdir()
    assert read_versions(tmp_path / "nothing", NAME) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_repository_of_another_user_is_not_read(site: Path) -> None:
    os.chown(site / ".git", 12345, 12345)
    with pytest.raises(GitError, match="another user"):
        read_versions(site, NAME)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_repository_that_the_user_calls_safe_is_read(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    (tmp_path / ".gitconfig").write_text(f"[safe]\n\tdirectory = {site}\n")
    os.chown(site / ".git", 12345, 12345)
    assert texts(site) == [b"two\n", b"one\n"]


@pytest.mark.parametrize(
    "said", ["gitdir: ../../elsewhere", "nonsense", "ref: refs/heads/../../x", "gitdir: a\0b"]
)
def test_a_git_file_that_leads_nowhere_is_told(tmp_path: Path, said: str) -> None:
    (tmp_path / ".git").write_text(said)
    with pytest.raises(GitError):
        read_versions(tmp_path, NAME)


PIPES = (".git", ".git/commondir", ".git/shallow", ".git/objects/info/alternates")


@pytest.mark.parametrize("target", ["a pipe", "/dev/zero"])
@pytest.mark.parametrize("name", PIPES)
def test_what_would_never_end_is_not_opened(site: Path, name: str, target: str) -> None:
    place = site / name
    if place.is_dir():
        place.rename(site / "elsewhere")
    if target == "a pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(target)
    with pytest.raises(GitError, match="is not a plain file"):
        read_versions(site, NAME)


def test_git_is_not_waited_for_without_end(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = git(site, "rev-parse", "HEAD")
    place = site / ".git" / "objects" / commit[:2] / commit[2:]
    place.unlink()
    os.mkfifo(place)
    monkeypatch.setattr(git_objects, "PATIENCE", 0.5)
    with pytest.raises(GitError, match=r"git took more than 0\.5 seconds"):
        read_versions(site, NAME)


def test_a_version_that_is_too_large_is_left_out_before_it_is_read(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / FILE).write_text("three times as long\n")
    git(site, "commit", "-qam", "long")
    past = there(read_versions(site, NAME))
    blobs = [version.blob for version in past.versions[FILE]]
    ask, asked = git_objects.asked_of, list[bytes]()

    def heard(repository: Any, *command: str, given: bytes = b"") -> bytes:
        asked.append(given)
        return ask(repository, *command, given=given)

    monkeypatch.setattr(git_versions, "LARGEST", 5)
    monkeypatch.setattr(git_versions, "asked_of", heard)
    assert sorted(read_blobs(site, [*blobs, "0" * 40]).values()) == [b"one\n", b"two\n"]
    assert blobs[0].encode() in asked[0]
    assert blobs[0].encode() not in asked[1]
