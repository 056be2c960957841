"""The Chinese pages."""

from __future__ import annotations

import sys
from gettext import NullTranslations
from pathlib import Path

import rjieba
import sphinx.search.zh
from sphinx.application import Sphinx
from sphinx.search.zh import SearchChinese

sys.path.insert(0, str(Path(__file__).parents[1]))

import _shared
from _shared import *  # noqa: F403 - Sphinx reads settings from here

language = "zh_CN"
html_title = "dangjian-chain 文档"
html_context = {"other_tree": "en", "other_language": "English"}

# Sphinx asks jieba for words; rjieba finds the same ones.
sphinx.search.zh.cut_for_search = rjieba.cut_for_search


class Search(SearchChinese):
    """
    Chinese search whose questions are cut into words of the index.

    A reader types 责任分工 without spaces; from the left, the longest word that
    the index holds is taken each time.
    """

    # The English stemmer serves Latin words; Sphinx names it after this.
    language_name = "English"
    js_splitter_code = """
function splitQuery(query) {
  const known = (word) =>
    Search._index !== null && (Object.hasOwn(Search._index.terms, word) || Object.hasOwn(Search._index.titleterms, word));
  const cut = (run) => {
    const found = [];
    for (let start = 0; start < run.length; ) {
      let end = run.length;
      while (end > start + 1 && !known(run.slice(start, end))) end -= 1;
      if (end > start + 1) found.push(run.slice(start, end));
      start = end;
    }
    return found.length ? found : [run];
  };
  return query
    .split(/[^\\p{Letter}\\p{Number}_]+/gu)
    .flatMap((part) => part.match(/\\p{Script=Han}+|[^\\p{Script=Han}]+/gu) || [])
    .flatMap((part) => (/\\p{Script=Han}/u.test(part) ? cut(part) : [part]));
}
"""


class FuroWords(NullTranslations):
    """The words of the theme that Sphinx has no Chinese for."""

    def gettext(self, message: str) -> str:
        """Return a word in Chinese."""
        return _FURO.get(message, message)


_FURO = {
    "Next": "下一页",
    "Previous": "上一页",
    "Home": "首页",
    "On this page": "本页内容",
    "Back to top": "回到页首",
    "Made with ": "制作：",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the search to what both trees add."""
    app.translator.add_fallback(FuroWords())
    app.add_search_language(Search)
    return _shared.setup(app)
