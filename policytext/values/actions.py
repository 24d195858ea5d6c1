"""The actions of a task (行为): each verb of doing of its clauses, with its object, and on which conditions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from policytext.arguments import instance
from policytext.model import Document, Task
from policytext.reading.rules import RuleSet
from policytext.span import Span
from policytext.values.own import own

CLAUSE = re.compile(r"(?:（[^（）\n]*）|“[^“”\n]*”|[^，；：。！\n])+")
LONGEST = 60
"""Characters of a clause in which its verb stands."""
MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百千\d]{1,6}条|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]{1,2}[是要]"
    r"|同时|此外|其中|原则上|今后|平时|请|由|到|于|在(?=\d)|自|从|[ 　])"
)
"""What may stand before the subject or the time of a clause."""
LINK = re.compile(
    r"(?:[、和及与或]|以及|（[^（）]*）|等(?:有关|相关)?(?:部门|单位)?|(?:的?(?:党政)?主要)?(?:负责|领导)(?:人|同志))"
)
"""What may stand behind a unit that opens a clause, before the next or its predicate."""
ADVERBS = re.compile(
    r"(?:按照职责分工|按职责|依法|依规|分别|共同|适时|科学|稳妥|精准|分类|分级|分批|优先|灵活|强力|同步|合理|适当|积极|大力|切实|认真"
    r"|深入|广泛|全面|全力|进一步|加快|抓紧|尽快|立即|妥善|坚决|自觉|一律|统一|统筹(?=[推建])|注重|着重|着力|努力|稳步|有效|有力"
    r"|持续|及时|严格|从严|定期|按[期时月]|提前|如实|动态|逐[级项户个步]|具体|自行|直接|集中|免费|酌情|择优|充分|主动|扎实|有序"
    r"|首先|重点|不断|继续|率先|带头|至少|牵头|也|还|均|都|再|要|应当?|须|并|同时|每年|每月|每季度|每周|每日|负责(?=[^，；。])"
    r"|可以?|鼓励和|将(?=[在对按向于根依视继陆会]))+"
)
NOT = "不得|严禁|禁止|不准|不再|不要|不应|不可|不宜|不能|不许|无需要?|无须|不需要?"
TOLD = re.compile(
    rf"[^，；：。]{{0,40}}?(?:{NOT}|(?<![必主重只首摘])要(?![求素点])|应当|应(?![急用])|必须|须|负责|可以|可(?![持能回视靠控]))(?!率)"
)
"""A modal word, and what stands before it."""
FORBIDS = re.compile(f"(?:{NOT})$")
"""What stands before a verb and turns it round: it belongs to the verb."""
PROHIBITS = re.compile("不得|严禁|禁止|不准|不许")
"""Those that forbid, wherever the verb stands (不得以任何理由拒绝)."""
MORE = (
    "出台 制作 研究 研判 分析 部署 审议 核定 核发 核对 认定 鉴定 评选 评审 推荐 遴选 "
    "选定 选聘 选取 确定 划定 指定 设定 签订 订立 约定 备案 录入 上传 填报 填写 提交 "
    "提出 提请 报告 反馈 告知 通知 转发 传达 转送 移送 移交 退还 归还 返还 返回 收回 "
    "收取 收治 征求 听取 接受 接收 接种 领取 申领 申请 办理 办结 承办 承接 兑现 兑付 "
    "支付 缴纳 补缴 补助 补贴 资助 奖补 扶持 减收 减少 免除 豁免 追究 追回 问责 约谈 "
    "处罚 处分 没收 责令 查询 查验 抽查 抽检 检测 检验 检疫 检修 自查 摸排 摸清 探访 "
    "回访 调研 调查 评定 评比 测评 测试 演练 培植 壮大 发展 做大 做优 做强 做实 做细 "
    "深化 增强 提振 激发 激励 营造 形成 凝聚 坚持 贯彻 遵守 遵循 值守 看护 照料 护理 "
    "救治 治疗 隔离 消毒 扑杀 清洗 清运 清扫 清查 收运 收储 投放 运输 运送 配送 供应 "
    "储备 采购 购买 购置 租赁 出租 出让 转让 销售 经营 运营 运行 管理 管护 管控 养护 "
    "维修 更新 升级 改善 改进 改革 创新 试行 复制 突出 聚焦 关注 关心 关爱 重视 尊重 "
    "保留 保持 留存 保管 保存 归档 记录 公示 张贴 悬挂 标注 标明 注明 说明 解释 解读 "
    "宣讲 讲授 讲解 教育 指挥 调度 调动 调配 调解 疏导 疏通 劝阻 劝导 制止 阻止 惩处 "
    "遏制 控制 防控 预防 防治 治理 修订 修改 修缮 修建 兴建 扩建 改建 补建 补齐 补充 配齐 "
    "配足 安装 拆除 搬迁 关闭 停止 暂停 中止 恢复 开放 开设 开通 开辟 投入 加密 增配 "
    "参保 列入 列支 记入 计入 融入 引入 转入 划入 转为 转变 转化 贯穿 参照 适用 使用 "
    "应用 佩戴 携带 招收 招聘 招录 招募 录用 聘用 任用 安置 收养 履行 担任 联系 沟通 "
    "衔接 会商 协商 谋划 策划 规划 设计 测量 绘制 编写 编印 拟定 拟订 制发 印制 发送 "
    "发起 创办 创设 授权 委托 命名 挂牌 筹集 筹措 募集 筹建 筹备 盘活 腾退 压减 削减 "
    "节约 回收 破解 打通 排除 扭转 补办 补报 延期 延续 顺延 推迟 推送 推介 复核 复查 "
    "讨论 审定 裁决 限制 限定 拒绝 回应 答复 回复 解除 偿还 担保 建成 管好 管住 守住 "
    "筑牢 扎牢 把好 用足 用活 抓实 抓细 抓紧 盯紧 查找 梳理 作出 给出 作为 落到 报批 呈报 抄送 "
    "抄报 送达 送交 寄送 助力 服务 结对 充实 丰富 倡导 号召 提示 提醒 曝光 举报 立案 "
    "移除 填埋 覆盖 封闭 封存 查封 扣押 划转 划拨 核算 测算 审计 联办 主办 协办 组成 "
    "汇报 报备 挂钩 包联"
)
"""Verbs of doing besides those that open a bare imperative (`label.task.operation`)."""
ONE = "[报交送](?![送纸刊社业名考警告通流易界])|设(?![施备计区市想置立定])|建(?![设筑议成立])"
"""Those of one character that are no part of another word."""
NO_VERBS = ("将", "把", "会同")
"""What the rule of bare imperatives takes for a verb, and what only sets the scene or says how."""
TO = "到于在自从由至"
"""What may stand before a time or a subject."""
BARE = " 　、"
"""What no object begins or ends with."""
SHOWN = "□"
"""Stands for every hidden character."""
MODAL = ("要", "应", "应当", "须", "必须")
REACH, NEAR, LONGEST_FORBIDS = 24, 12, 3
"""Characters in which a verb, the predicate behind what is told of a thing, and a negation are looked for."""
SCENE = re.compile(
    "(?P<way>利用|运用|依托|结合|借助|采取|采用)"
    "|通过(?!审)|会同|联合(?=[^，]{2,20}(?:部门|[局委办厅]))|商(?=[^，]{2,12}[局委办厅部门])|根据|按照?|依据|依照|参照|围绕"
    "|针对|在|对(?![接标照])|向|为|以(?!工代)|与|和|同(?!步)|从(?!严|事)|因(?!地)"
)
"""What sets the scene of an act, or says by which way or with whom: the act stands behind.

A `way` is one itself where none does (采取措施).
"""
INSIDE = re.compile("[内中上下前后时间面里处]")
"""How what begins with 在 ends, before the act."""
DEALS = re.compile(
    r"对(?P<object>[^，；]{1,50}?)(?:进行|予以|给予|加以|实施|开展|实行)(?:[一二两三0-9]{1,2}[次遍轮])?(?P<verb>[^，；的]{2,14})"
)
"""对食材进行抽检: the act stands behind, what it is done to before."""
HANDED = re.compile("[将把](?![来关握])")
"""将名单报县民政局, 把助餐纳入考核: what is dealt with stands before the verb."""
NOUN = re.compile(
    "[的率者员人费款点站所队组时前后中内等和及与、力]|部门|机构|单位|主体|中心|平台|企业|计划|方案|要求|标准|情况|结果|工作|制度|办法"
    "|规定|条例|内容|记录|名单|台账|范围|过程|需要|项目|体系|机制|水平|质量|期间|事项|资金|经费|活动|行为|指标|措施|责任|作用"
    "|任务|服务|业务|效果|规程|形势|政策|专家|方针|方式|模式|系统|网络|设施|设备|产业|行业|工程|产品|信息|数据|安全|材料"
)
"""Behind a verb inside what sets the scene: there it names a thing (检查计划)."""
WEAK = (
    "防控 管理 运行 服务 发展 投放 经营 运营 教育 储备 供应 规划 设计 创新 治疗 保障 应用 使用 检测 监测 "
    "检验 治理 预防 防治 运输 建设 培训 宣传 监督 检查 通知 报告 制作 分析 研究 销售 登记 统计 评估 审批 "
    "审核 受理 保护 采购 租赁 改革 升级 组织 配送 管护 养护 审计 备案 调解 隔离 消毒 运送 救助 帮扶 联系 "
    "创建 整治 测试 联合 配套 保证 安排 预警 配合 约定 说明 规范 总结 排查"
)
"""Verbs that inside what sets the scene are nouns as often: there they count behind an adverb alone."""
TURNED = re.compile("(?:[不未无]|[不无]需|[不未]能|不[予得])$")
"""Before a verb: it is not done."""
MEASURED = re.compile(
    "[^，的]{0,6}(?:率|量|批次|[人次]数|频次|面积|规模|结果|情况|时间|记录|费用|资金|标准)(?:达|不[低少超]|由|要|应|须|为|作为|纳入|保持"
    "|控制|实行)"
)
"""检查覆盖率达到100%, 检查结果由县民政局公布: what is measured or dealt with, no act."""
NO_ACT = re.compile("作为|..(?:过(?!程|渡)|的)|发展和?改革")
"""主动作为, 作为牵头单位, 办理过, 缴纳的: how somebody is, what was done, what is told of a thing; and a body."""
AIMS = re.compile("(?:确保|做到|保证|实现|避免|防止)(?:不|无|零)")
"""确保不漏一户: how the act is done."""
ASIDE = re.compile("(?:的|(?<![及按准实定临])时|后|(?<!提)前|前提下|情况下|基础上|过程中|同时|期间|以来)$")
"""So ends a clause that only tells of whom, when or on which condition."""
BY = re.compile(
    "(?:按照?|根据|依据|依照|参照|围绕|针对)[^，]*(?:要求|规定|标准|原则|方针|精神|部署|办法|需要|情况|实际|方案|目标|任务|问题|程序|比例|方式|顺序|途径)$"
)
"""And one that only tells by what."""
HIDDEN = re.compile(r"《[^《》]*》|（[^（）]*）|“[^“”]*”")
"""Titles, brackets and quotes, in which no verb is looked for."""
CONDITION = re.compile(
    r"(?:^|(?<=[，；。]))(?:对于?|凡|若|如果?|符合|具备|确需|遇有?"
    r"|在[^，。；]{2,20}(?:前提|基础|情况)下)[^，；。]{0,40}?(?:的|时|后|下)(?=，)"
    r"|原则上|有条件的[^，。；要应可]{0,10}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that a task asks for, or forbids (不得收取)."""

    verb: str
    verb_span: Span
    object: str | None
    object_span: Span | None


def actions(doc: Document, task: Task) -> tuple[Action, ...]:
    r"""The actions of a task in their order; a clause without a known verb of doing gives none.

    A verb opens its clause, or stands behind its subject, a time, a modal word, or what sets the scene. What is dealt
    with can stand before it: 对食材进行抽检, 将名单报县民政局.

    >>> from policytext import parse
    >>> doc = parse("一、工作措施\n县民政局要建立助餐点台账，6月底前公布检查结果，对食材进行抽检。")
    >>> [(a.verb, a.object) for a in actions(doc, doc.tasks[0])]
    [('建立', '助餐点台账'), ('公布', '检查结果'), ('抽检', '食材')]
    """
    instance(task, Task, "the task of actions()", "one of doc.tasks")
    text, (start, end) = doc.text, task.span
    told = [x.span for x in own(doc.assignments, task.sentence) if x.role != "recipient"]
    times = [x.span for x in own(doc.deadlines, task.sentence)]
    opens = {span.start: span.end for span in (*told, *times)}
    found = (act(text, predicate(text, m.start(), m.end(), opens), m.end()) for m in CLAUSE.finditer(text, start, end))
    return tuple(a for a in found if a is not None)


def predicate(text: str, at: int, end: int, opens: Mapping[int, int]) -> int:
    """Where the predicate of a clause begins: behind its number, its subjects and its times, of which `opens` tells."""
    while at < end:
        if at in opens:
            at = opens[at]
            while link := LINK.match(text, at, end):
                at = link.end()
        elif text[at] in TO and at + 1 in opens:
            at += 1
        elif marker := MARKER.match(text, at, end):
            at = marker.end()
        else:
            break
    return min(at, end)


def act(text: str, at: int, end: int) -> Action | None:
    """The action whose predicate begins at `at`."""
    piece = HIDDEN.sub(lambda m: SHOWN * len(m[0]), text[at:end])
    if ASIDE.search(piece):
        return None
    verb, told = verb_at(piece, 0), TOLD.match(piece)
    if told and (verb is None or names_subject(piece, verb, told.end())):
        return act(text, at + told.end(), end)
    forbids = FORBIDS.search(text, max(0, at - LONGEST_FORBIDS), at)
    if forbids and verb and verb[0] == 0 and not SCENE.match(piece):
        return made(text, at, (forbids.start() - at, verb[1]), (verb[1], len(piece)))
    if forbids and PROHIBITS.search(forbids[0]) and piece:
        return made(text, at, (forbids.start() - at, 0), (0, len(piece)))
    return plain_act(text, at, piece, verb)


def plain_act(text: str, at: int, piece: str, verb: tuple[int, int] | None) -> Action | None:
    """The action of a predicate without negation, which `verb` opens unless something stands before its verb."""
    begin = behind_adverbs(piece)
    if deals := DEALS.fullmatch(piece, begin):
        inner = behind_adverbs(piece, deals.start("verb"))
        if inner < deals.end("verb"):
            return made(text, at, (inner, deals.end("verb")), deals.span("object"))
    if handed := HANDED.match(piece, begin):
        direct = piece[begin] == "将" and verb_in(piece[: handed.end() + REACH], handed.end())
        if direct and behind_adverbs(piece, handed.end()) == direct[0]:  # 将退回材料
            return made(text, at, direct, (direct[1], len(piece)))
        later = verb_in(piece, handed.end() + 1)
        return made(text, at, later, (handed.end(), before_adverbs(piece, handed.end(), later[0]))) if later else None
    if scene := SCENE.match(piece, begin):
        place = INSIDE.search(piece, scene.end() + 1) if scene[0] == "在" else scene
        later = verb_in(piece, place.end() + (place is scene)) if place and not BY.match(piece, begin) else None
        verb = later or (verb if scene["way"] else None)
    if verb is None or NO_ACT.match(piece, verb[0]) or AIMS.match(piece, verb[0]) or MEASURED.match(piece, verb[1]):
        return None
    return made(text, at, verb, (verb[1], len(piece)))


def made(text: str, at: int, verb: tuple[int, int], what: tuple[int, int]) -> Action:
    """An action of which verb and object are counted from `at`."""
    start, end = at + verb[0], at + verb[1]
    left, right = at + what[0], at + what[1]
    if text.startswith("了", left) and not text.startswith("了解", left):
        left += 1
    while left < right and text[left] in BARE:
        left += 1
    while left < right and text[right - 1] in BARE:
        right -= 1
    return Action(
        verb=text[start:end],
        verb_span=Span(start, end),
        object=text[left:right] or None,
        object_span=Span(left, right) if left < right else None,
    )


def behind_adverbs(piece: str, begin: int = 0) -> int:
    """Where the adverbs end that begin at a place."""
    m = ADVERBS.match(piece, begin)
    return m.end() if m else begin


def verb_at(piece: str, begin: int) -> tuple[int, int] | None:
    """The verb that stands at a place, behind adverbs."""
    for start in dict.fromkeys((behind_adverbs(piece, begin), begin)):
        if m := more().match(piece, start):
            return m.span()
        if m := operation().match(piece[start : start + REACH]):
            inner = ADVERBS.match(m[0])
            skipped = inner.end() if inner and inner.end() < m.end() else 0
            if m[0][skipped:] not in NO_VERBS:
                return start + skipped, start + m.end()
    return None


def before_adverbs(piece: str, begin: int, verb: int) -> int:
    """Where what stands before a verb ends, its adverbs left out."""
    return next((at for at in range(begin + 1, verb) if behind_adverbs(piece, at) == verb), verb)


def verb_in(piece: str, begin: int) -> tuple[int, int] | None:
    """The first verb from a place on that names no thing, and stands in no clause that tells of one (…的)."""
    at = begin
    while at < min(len(piece), LONGEST):
        verb = verb_at(piece, at)
        if verb is None or not acts(piece, at, verb):
            at += 1
        elif (of := piece.find("的", verb[1])) > 0 and relative(piece, of + 1):
            at = of + 1
        else:
            return verb
    return None


def acts(piece: str, at: int, verb: tuple[int, int]) -> bool:
    """Whether what looks like a verb inside a clause is one, adverbs before it from `at` on."""
    if piece[at - 1] in "的所" or piece[at - 1 : at + 1] == "机构" or TURNED.search(piece, 0, at):
        return False
    before = verb_at(piece, at - 1)
    if before and before[1] > at:  # the end of another: 建设
        return False
    if verb[0] == at and piece[slice(*verb)] in weak():
        return False
    if piece[at] == "要" and piece[at - 1] in "必需主重只首摘":
        return False
    if verb[1] - verb[0] == 1 and not HANDED.search(piece, 0, at):
        return False
    noun = NOUN.match(piece, verb[1])
    return noun is None or (len(noun[0]) > 1 and noun.end() == len(piece))


def relative(piece: str, begin: int) -> bool:
    """Whether a predicate stands behind the thing that is told of: 为参加培训的助餐员提供补贴."""
    return any(verb_at(piece, at) for at in range(begin + 1, min(len(piece), begin + NEAR)))


def names_subject(piece: str, verb: tuple[int, int], modal: int) -> bool:
    """Whether what looks like a verb names who or what is told something: 检查组要…, 报告应当写明…."""
    return piece[verb[1] : modal] in MODAL or (verb[0] < modal and NOUN.match(piece, verb[1]) is not None)


@lru_cache(maxsize=1)
def weak() -> frozenset[str]:
    """The words of `WEAK`."""
    return frozenset(WEAK.split())


@lru_cache(maxsize=1)
def operation() -> re.Pattern[str]:
    """The verbs that open a bare imperative."""
    return RuleSet.default().by_id["label.task.operation"].regex


@lru_cache(maxsize=1)
def more() -> re.Pattern[str]:
    """The verbs besides them."""
    return re.compile(f"(?:{'|'.join(MORE.split())}|{ONE})(?!率)")


def conditions(doc: Document, task: Task) -> tuple[str, ...]:
    r"""The conditions and reservations that a task states (符合条件的, 原则上).

    >>> from policytext import parse
    >>> doc = parse("一、工作措施\n对符合条件的，各镇原则上要给予补助。")
    >>> conditions(doc, doc.tasks[0])
    ('对符合条件的', '原则上')
    """
    instance(task, Task, "the task of conditions()", "one of doc.tasks")
    return tuple(m[0] for m in CONDITION.finditer(task.text))
