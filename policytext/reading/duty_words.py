"""The words that say what somebody has to do (要, 应, 须), as patterns: the one vocabulary of the readers.

They are told from words that they stand in: 重要, 要求, 适应, 应急, 须知.
"""

HAVE_TO = "要(?<![重主需必只摘纪概首紧提简]要)(?![素点领求件闻么])"
OUGHT = "应(?<![适相对供反响呼感效顺理]应)(?![用急对收付届税邀])"
MUST = "须(?![知江])"
SHALL = f"(?:{HAVE_TO}|{OUGHT}当?|{MUST}|必{MUST})"
"""Any of them, with the whole of 应当 and 必须; each begins with a letter, so that a search looks for these alone."""
MAY = "可(?<![许认]可)(?!能|再生|持续发展|降解)"
"""可 and 可以, outside of 许可, 认可, 可能 and 可再生."""
NEVER = "(?:不(?:[得能可应许准宜要]|允许)?|禁止|严禁|切勿)"
"""Before a comparison it makes a bound of it: 不超过, 不能少于, 严禁超过 (as in data/rules/targets.toml)."""
