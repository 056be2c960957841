"""The line at the foot of every page: what it is not."""

from __future__ import annotations

from dangjian_chain.text import Text

FOOT = Text(
    zh="本页由登记资料推算，仅供核对和研判参考，不作为问责、考核、任免的依据。责任认定由有权机关按程序作出。",
    en="Worked out from the lists as entered, for checking only: no ground for holding anyone to account, for an "
    "appraisal or an appointment. Responsibility is determined by the competent bodies in their procedures.",
)
