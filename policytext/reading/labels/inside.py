"""Words of forbidding and allowing inside of noun phrases (落实禁止燃放的规定), where they order nothing."""

import re

NAMED = frozenset(("允许", "禁止", "严禁", "不得", "不准"))
"""The cues that stand in what names a rule, a list, a place or a case."""
ALLOWED = re.compile("允许(?:的(?!，)|范围|限度|误差|幅度|时(?!间))")
"""在天气允许的条件下: within which bounds something is done."""
CLAUSE_END = re.compile("[，。；：]")
TO_LAST_MARK = re.compile("(?s:.*)[，；：。]")
BEHIND_PLACE = re.compile(
    "(?:对照|按照?|依照|根据|依据|(?<![存所正现潜内外实])在(?!线)|(?<![针面])对|针对|把|(?<!即)将(?=[^，。；]*的)|除)$"
)
"""A preposition right before the cue (在禁止捕捞的水域, 对照严禁事项)."""
MODIFIES = re.compile("[^，。；：]{2,30}?(?:的(?![，。；])|类|事项|行为|情形|区域|范围|目录|清单|要求|规定)")
"""How such a phrase goes on to its noun."""
RULED = (
    "规定|要求|制度|通[知告]|公告|决定|办法|条例|命令|禁令"
    "|政策|纪律|条款|精神|意见|措施|承诺|原则|清单|目录|名录|名单|事项|标[志识语牌]|标准"
)
ABOUT = re.compile(f"[^，。；：]{{2,60}}?的(?:有关|相关)?(?:{RULED}|函|批复|指示|议案|倡议)")
"""关于禁止…的通告: up to what kind of document it is."""
BEHIND_ABOUT = re.compile("关于(?:全面|坚决|严格|进一步|切实)*$")
GOVERNS = (
    "落实|执行|贯彻|宣传|宣讲|学习|传达|遵守|查处|打击|查[看找验缴扣]|制[定订]|出台|设[置立]|划定|公[布开示]|发布"
    "|列[出明入]|完善|健全"
    "|建立|开展|清理|取缔|整治|印发|转发|违反|实施|[严恪]守|重申|细化|梳理|编制|修订|更新|张贴|悬挂|推行|实行|没收"
    "|收缴|销毁|处理|拆除|签[订署]"
)
BEHIND_VERB = re.compile(f"(?:{GOVERNS})(?:[好了并]|到位)?(?:全面|坚决|严格|有关|相关|国家|各项|上级)?$")
"""A verb right before the cue: what it is done to follows (落实禁止燃放的规定)."""
BEHIND_OBJECT = re.compile(f"(?:{GOVERNS}|明确)[好了]?[^，。；：、的要应须]{{0,10}}(?<![中时后前间内上下等])$")
NOUN = re.compile(
    f"[^，。；：]{{2,40}}?(?:的(?:有关|相关)?(?:{RULED})|制度|(?:清单|目录|名录)(?=[，。；、和及]))"
    f"|[^，。；：的]{{2,12}}的(?:行为|情形|物品|区域|范围|领域)(?=[，。；、和及])"
)
"""领导干部不得兼职的规定: the clause in front of its noun."""
LONGEST_REACH = 24


def clause_start(words: str, at: int, reach: int) -> int:
    """Where the clause of what stands at `at` begins, or how far it is looked for, so many characters before."""
    low = at - reach if at > reach else 0
    begun = TO_LAST_MARK.match(words, low, at)
    return begun.end() if begun else low


def inside_end(words: str, at: int) -> int:
    """Where a noun phrase, or a title, ends that holds the cue at `at`; 0 if the cue stands in none.

    >>> inside_end("落实禁止燃放烟花的规定。", 2), inside_end("各镇禁止燃放烟花。", 2)
    (11, 0)
    """
    if "》" in words and (end := words.find("》", at)) > 0 and 0 <= words.rfind("《", 0, at) > words.rfind("》", 0, at):
        return end
    if words[at : at + 2] not in NAMED:
        return 0
    if m := ALLOWED.match(words, at):
        return m.end()
    ahead = words[clause_start(words, at, LONGEST_REACH) : at]
    if BEHIND_ABOUT.search(ahead) and (m := ABOUT.match(words, at)):
        return m.end()
    if BEHIND_PLACE.search(ahead) and (m := MODIFIES.match(words, at)):
        return m.end()
    if (m := NOUN.match(words, at)) and BEHIND_OBJECT.search(ahead):
        return m.end()
    if BEHIND_VERB.search(ahead):
        end_of_clause = CLAUSE_END.search(words, at)
        return end_of_clause.start() if end_of_clause else len(words)
    return 0
