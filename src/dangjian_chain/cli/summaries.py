"""What each command does, in a line; the order of the help."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dangjian_chain.text import Text

SUMMARIES: Mapping[str, Text] = MappingProxyType(
    {
        "init": Text(
            zh="起步：新建文件夹或填写模板，或读懂现有的表。",
            en="Start: a new folder, a template, or the tables that are there.",
        ),
        "office": Text(
            zh="核对一个文件夹的办公表格。",
            en="Check a folder of office workbooks.",
        ),
        "check": Text(
            zh="对照责任链，列出待核实事项。", en="List where the chain falls short, to be verified."
        ),
        "propagate": Text(
            zh="把责任逐级分解到每个组织和岗位。", en="Hand the duties down to every organization and role."
        ),
        "trace": Text(
            zh="列出一个事项在一个组织的责任链条（供研判参考）。",
            en="Show who would answer for a duty in an organization: candidates.",
        ),
        "due": Text(
            zh="列出应办事项、责任闭环、登记负担和换届时间。",
            en="List what is due, how far duties are closed, and when terms end.",
        ),
        "appraise": Text(
            zh="按考核方案或事项分值算出得分，列出分类、结果运用和述职评议。",
            en="Score by a scheme; show bands, use of results and work reports.",
        ),
        "ledger": Text(
            zh="列出整改台账：已到期、待验收、已销号和还没有列入的。",
            en="Show what is overdue, to be verified or closed on the ledger.",
        ),
        "report": Text(
            zh="写成可打印、可填写核实情况的工作簿。",
            en="Write the lists as a workbook to print and fill in.",
        ),
        "explain": Text(
            zh="说明一个核对项、一项制度、一个参数或者一条依据。",
            en="Explain a rule, an instrument, a parameter or a fact.",
        ),
        "rules": Text(zh="列出所有核对项。", en="List the rules."),
        "convert": Text(zh="换一种文件形式。", en="Write a chain in another form of file."),
        "demo": Text(zh="用自带的示例演示一遍。", en="Show it all on the bundled example."),
    }
)
