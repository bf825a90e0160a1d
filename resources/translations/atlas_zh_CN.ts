<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Format</name>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>%1 天前</translation>
    </message>
</context>
<context>
    <name>atlas::AdditiveBar</name>
    <message>
        <source>Bar without data</source>
        <translation>条形图：无数据</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n part(s)</source>
        <translation>
            <numerusform>%1，共 %n 个部分</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AlertFileText</name>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>%1 at its byte %2</source>
        <translation>第 %2 字节处：%1</translation>
    </message>
    <message>
        <source>it is another kind of file</source>
        <translation>文件类型不符</translation>
    </message>
    <message>
        <source>it is from a newer version of this program</source>
        <translation>文件来自本程序的更新版本</translation>
    </message>
    <message>
        <source>%1 could not be written (%2). What it held before is unchanged; the change holds until the program ends.</source>
        <translation>无法写入 %1（%2）。原有内容未变；此更改在程序结束前有效。</translation>
    </message>
    <message>
        <source>rule %1: &quot;%2&quot; is missing or has a value that cannot be used</source>
        <translation>规则 %1：“%2”缺失或其值无法使用</translation>
    </message>
    <message>
        <source>two rules have the id &quot;%1&quot;</source>
        <translation>有两条规则的 ID 均为“%1”</translation>
    </message>
    <message>
        <source>entry %1: &quot;%2&quot; is missing or has a value that cannot be used</source>
        <translation>条目 %1：“%2”缺失或其值无法使用</translation>
    </message>
    <message>
        <source>%1 could not be renamed; it is left as it is.</source>
        <translation>%1 无法重命名，已保持原样。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>文件 %1 不存在。</translation>
    </message>
</context>
<context>
    <name>atlas::AlertList</name>
    <message>
        <source>Firing alerts</source>
        <translation>触发中的告警</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>持续 %1</translation>
    </message>
</context>
<context>
    <name>atlas::AlertRuleForm</name>
    <message>
        <source>below</source>
        <translation>低于</translation>
    </message>
    <message>
        <source>above</source>
        <translation>高于</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>the threshold</source>
        <translation>同阈值</translation>
    </message>
    <message>
        <source>all; or words, or ~expression</source>
        <translation>全部；词或 ~正则</translation>
    </message>
    <message>
        <source>none; or words, or ~expression</source>
        <translation>无；词或 ~正则</translation>
    </message>
    <message>
        <source>Words between commas, one of which is in the name; or ~ and a regular expression</source>
        <translation>以逗号分隔的关键词，名称含其中之一即符合；或 ~ 加正则表达式</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>监控对象</translation>
    </message>
    <message>
        <source>With at least</source>
        <translation>至少占用</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Over when it reaches</source>
        <translation>解除值</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>Except</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Hours that it has to hold</source>
        <translation>条件须持续的小时数</translation>
    </message>
    <message>
        <source>Hours after which it is over</source>
        <translation>解除前须持续的小时数</translation>
    </message>
    <message>
        <source>For at least</source>
        <translation>至少持续</translation>
    </message>
    <message>
        <source>And stays there for</source>
        <translation>并保持</translation>
    </message>
</context>
<context>
    <name>atlas::AlertText</name>
    <message>
        <source>Give the rule a name.</source>
        <translation>请为规则命名。</translation>
    </message>
    <message>
        <source>Choose the label or annotation whose values are watched.</source>
        <translation>请选择要监控其取值的标签或注解。</translation>
    </message>
    <message>
        <source>It can never fire: labels, annotations and workloads have no capacity, and so no allocation rate. Watch clusters or namespaces, or the allocated GPUs.</source>
        <translation>永远不会触发：标签、注解和工作负载没有容量，因此没有分配率。请监控集群或命名空间，或改为监控 GPU 分配数。</translation>
    </message>
    <message>
        <source>It can never fire: nothing is below 0.</source>
        <translation>永远不会触发：没有低于 0 的值。</translation>
    </message>
    <message>
        <source>It would always fire: no utilisation is above 100 %.</source>
        <translation>会一直触发：利用率不会高于 100 %。</translation>
    </message>
    <message>
        <source>It can never fire: nobody holds at least %1 GPUs and fewer than %2.</source>
        <translation>永远不会触发：不存在占用至少 %1 个 GPU 又少于 %2 个的对象。</translation>
    </message>
    <message>
        <source>It clears on the wrong side: choose a value to clear at that is not below the threshold.</source>
        <translation>解除方向相反：请选择不低于阈值的解除值。</translation>
    </message>
    <message>
        <source>It would never clear: no utilisation reaches the value to clear at.</source>
        <translation>永远不会解除：利用率达不到解除值。</translation>
    </message>
    <message>
        <source>It can never fire: no utilisation is above 100 %.</source>
        <translation>永远不会触发：利用率不会高于 100 %。</translation>
    </message>
    <message>
        <source>It would always fire: everything is above a threshold below 0.</source>
        <translation>会一直触发：任何值都高于小于 0 的阈值。</translation>
    </message>
    <message>
        <source>It clears on the wrong side: choose a value to clear at that is not above the threshold.</source>
        <translation>解除方向相反：请选择不高于阈值的解除值。</translation>
    </message>
    <message>
        <source>It would never clear: nothing falls below 0.</source>
        <translation>永远不会解除：没有低于 0 的值。</translation>
    </message>
    <message>
        <source>Give a threshold.</source>
        <translation>请输入阈值。</translation>
    </message>
    <message>
        <source>Most namespaces have no quota, and so never an allocation rate: it would always fire.</source>
        <translation>多数命名空间没有配额，也就没有分配率：会一直触发。</translation>
    </message>
    <message>
        <source>The least number of GPUs must be 0 or more.</source>
        <translation>最少 GPU 数必须为 0 或更大。</translation>
    </message>
    <message>
        <source>Hours are counted from 1 on.</source>
        <translation>小时数从 1 开始。</translation>
    </message>
    <message>
        <source>It can never fire: it has to hold for %1, and the history is only %2 long.</source>
        <translation>永远不会触发：条件须持续 %1，而历史只有 %2。</translation>
    </message>
    <message>
        <source>GPUs held and not used</source>
        <translation>GPU 占用未用</translation>
    </message>
    <message>
        <source>Namespace hardly used</source>
        <translation>命名空间利用率过低</translation>
    </message>
    <message>
        <source>Cluster almost full</source>
        <translation>集群即将占满</translation>
    </message>
    <message>
        <source>Data missing</source>
        <translation>数据缺失</translation>
    </message>
    <message>
        <source>Hours go up to %1.</source>
        <translation>小时数最多为 %1。</translation>
    </message>
</context>
<context>
    <name>atlas::AlertViewText</name>
    <message>
        <source>muted</source>
        <translation>已静默</translation>
    </message>
    <message>
        <source>muted for %1</source>
        <translation>已静默，剩余 %1</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>new</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>When it would have fired</source>
        <translation>触发时段</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差值</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>累计占用</translation>
    </message>
    <message>
        <source>lasts</source>
        <translation>持续中</translation>
    </message>
    <message>
        <source>fires</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>clears at</source>
        <translation>解除值</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>Allocated GPUs</source>
        <translation>GPU 分配数</translation>
    </message>
    <message>
        <source>Firing alerts</source>
        <translation>触发中的告警</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>当前占用</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) fire</source>
        <translation>
            <numerusform>%n 条告警触发</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 below %3 for %4, from %5 on</source>
        <comment>of, figure, value, duration, GPUs</comment>
        <translation>%1：%2低于 %3，持续 %4，至少占用 %5</translation>
    </message>
    <message>
        <source>%1: %2 below %3 for %4</source>
        <comment>of, figure, value, duration</comment>
        <translation>%1：%2低于 %3，持续 %4</translation>
    </message>
    <message>
        <source>%1: %2 above %3 for %4, from %5 on</source>
        <comment>of, figure, value, duration, GPUs</comment>
        <translation>%1：%2高于 %3，持续 %4，至少占用 %5</translation>
    </message>
    <message>
        <source>%1: %2 above %3 for %4</source>
        <comment>of, figure, value, duration</comment>
        <translation>%1：%2高于 %3，持续 %4</translation>
    </message>
    <message>
        <source>%1: %2 missing for %3, from %4 on</source>
        <comment>of, figure, duration, GPUs</comment>
        <translation>%1：%2缺失，持续 %3，至少占用 %4</translation>
    </message>
    <message>
        <source>%1: %2 missing for %3</source>
        <comment>of, figure, duration</comment>
        <translation>%1：%2缺失，持续 %3</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1: nothing was answered since %2</source>
        <comment>cluster, time</comment>
        <translation>%1：自 %2 起无应答</translation>
    </message>
    <message>
        <source>%1: %2 %3 for %4</source>
        <comment>cluster, figure, value, duration</comment>
        <translation>%1：%2 %3，已持续 %4</translation>
    </message>
    <message>
        <source>%1: no data for %2</source>
        <comment>cluster, duration</comment>
        <translation>%1：已有 %2无数据</translation>
    </message>
    <message>
        <source>%1 in %2: %3 %4 for %5</source>
        <comment>whom, cluster, figure, value, duration</comment>
        <translation>%2 的 %1：%3 %4，已持续 %5</translation>
    </message>
    <message>
        <source>%1 in %2: no data for %3</source>
        <comment>whom, cluster, duration</comment>
        <translation>%2 的 %1：已有 %3无数据</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>rule, cluster</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 in %3</source>
        <comment>rule, whom, cluster</comment>
        <translation>%1：%3 的 %2</translation>
    </message>
</context>
<context>
    <name>atlas::AlertsPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Add a copy of this rule</source>
        <translation>添加此规则的副本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this rule</source>
        <translation>删除此规则</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Mark the selected alerts as seen, until they are over</source>
        <translation>将所选告警标记为已知悉，直至其解除</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Say nothing more of the selected alerts for some time</source>
        <translation>一段时间内不再提示所选告警</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静默</translation>
    </message>
    <message>
        <source>Let the selected alerts speak again</source>
        <translation>恢复提示所选告警</translation>
    </message>
    <message>
        <source>Would have fired</source>
        <translation>触发次数（回溯）</translation>
    </message>
    <message>
        <source>For how many</source>
        <translation>涉及对象</translation>
    </message>
    <message>
        <source>Known hours</source>
        <translation>已知小时</translation>
    </message>
    <message>
        <source>GPU-hours held</source>
        <translation>占用的 GPU·h</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>A rule fires for everybody for whom its condition holds for so many hours in a row. Hours in which the figure is not known neither count nor break the row. It is over when the figure is back at the threshold, or at the value to clear at, for so many hours. Ticked rules are evaluated as data arrive.</source>
        <translation>条件在某个对象上连续满足所设小时数时，规则即对其触发。指标未知的小时既不计入，也不中断连续性。指标回到阈值（或解除值）并持续所设小时数后，告警解除。已勾选的规则随数据到达而求值。</translation>
    </message>
    <message>
        <source>Firing now</source>
        <translation>正在触发</translation>
    </message>
    <message>
        <source>Who fulfils which rule, as of the newest hour with data. Choosing one selects whom it is about in the whole window.</source>
        <translation>截至有数据的最新小时，哪些对象满足哪条规则。选中一条，即在整个窗口中选中其对象。</translation>
    </message>
    <message>
        <source>Firing alerts</source>
        <translation>触发中的告警</translation>
    </message>
    <message>
        <source>The rule on the history</source>
        <translation>规则回溯</translation>
    </message>
    <message>
        <source>The watched figure hour by hour, of who is selected, else of who held most GPU-hours while the rule would have fired; the threshold, and the hours in which it would have fired. It follows the rule while it is edited.</source>
        <translation>逐小时显示所监控的指标：取选中的对象，否则取规则触发期间占用 GPU·h 最多的对象；并显示阈值和会触发的小时。编辑规则时随之更新。</translation>
    </message>
    <message>
        <source>When it would have fired</source>
        <translation>触发时段</translation>
    </message>
    <message>
        <source>Each stretch of the shown range for which the rule would have fired, the newest first. Known hours are those in which the figure is known; GPU-hours are those held from begin to end.</source>
        <translation>所示时间范围内规则会触发的各个时段，最新的在前。已知小时是指标已知的小时；GPU·h 是从开始到结束占用的量。</translation>
    </message>
    <message>
        <source>When the rule would have fired</source>
        <translation>规则的触发时段</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>For a day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>1 周</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>%1 (not saved)</source>
        <translation>%1（未保存）</translation>
    </message>
    <message>
        <source>Nothing evaluates rules here.</source>
        <translation>此处不对规则求值。</translation>
    </message>
    <message>
        <source>of %1 that it is about</source>
        <translation>共监控 %1 个</translation>
    </message>
    <message>
        <source>while it would have fired</source>
        <translation>触发期间</translation>
    </message>
    <message>
        <source>It would not have fired in the shown range.</source>
        <translation>在所示时间范围内不会触发。</translation>
    </message>
    <message>
        <source>Nothing fires: no rule&apos;s condition holds in the newest hours.</source>
        <translation>没有触发：最近几小时内没有规则的条件满足。</translation>
    </message>
    <message>
        <source>Nothing can fire: no rule is ticked.</source>
        <translation>不会触发：没有勾选任何规则。</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>times in %1</source>
        <translation>次（%1内）</translation>
    </message>
    <message numerus="yes">
        <source>%n of clusters that are not shown</source>
        <translation>
            <numerusform>另有 %n 条属于未显示的集群</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still firing</source>
        <translation>
            <numerusform>%n 次仍在触发</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AlertsPresenter</name>
    <message>
        <source>New rule</source>
        <translation>新规则</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>There is no rule to try. Add one.</source>
        <translation>没有可试运行的规则。请添加一条。</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationComparison</name>
    <message>
        <source>came</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>went</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>grew</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>shrank</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Not listed one by one</source>
        <translation>未逐一列出</translation>
    </message>
    <message>
        <source>Unattributed</source>
        <translation>未归属</translation>
    </message>
    <message>
        <source>%1 came (%2)</source>
        <translation>新增 %2 个（%1）</translation>
    </message>
    <message>
        <source>%1 grew (%2)</source>
        <translation>增加 %2 个（%1）</translation>
    </message>
    <message>
        <source>%1 went (%2)</source>
        <translation>消失 %2 个（%1）</translation>
    </message>
    <message>
        <source>%1 shrank (%2)</source>
        <translation>减少 %2 个（%1）</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>Since %1: %2 to %3 (%4)</source>
        <translation>自 %1 起：由 %2 变为 %3（%4）</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>What</source>
        <translation>变化类型</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>GPUs before</source>
        <translation>之前 GPU 数</translation>
    </message>
    <message>
        <source>GPUs after</source>
        <translation>之后 GPU 数</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Utilisation before</source>
        <translation>之前利用率</translation>
    </message>
    <message>
        <source>Utilisation after</source>
        <translation>之后利用率</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变化内容</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationDetails</name>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Beyond the capacity</source>
        <translation>超出容量</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Unattributed</source>
        <translation>未归属</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Click a tile, or walk the tiles with the arrow keys. Enter zooms in, Backspace out.</source>
        <translation>单击方块，或用方向键在方块间移动；Enter 放大，Backspace 返回上一级。</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Share of allocated</source>
        <translation>占已分配比例</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Snapshots have the sum of each value, and not which workloads carry it.</source>
        <translation>快照中只有每个取值的合计，没有带该取值的工作负载。</translation>
    </message>
    <message>
        <source>UID</source>
        <translation>UID</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>申请量</translation>
    </message>
    <message>
        <source>Memory used</source>
        <translation>显存用量</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注解</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AllocationHeatPresenter</name>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>其他 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Allocation over time</source>
        <translation>分配走势</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationHistoryPresenter</name>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>There are no hourly rows of the 24 hours before.</source>
        <translation>之前 24 小时没有小时数据。</translation>
    </message>
    <message>
        <source>%1 (%2 has no hourly rows of its own)</source>
        <translation>%1（%2 没有自己的小时数据）</translation>
    </message>
    <message>
        <source>%1: the 24 hours to %2</source>
        <translation>%1：截至 %2 的 24 小时</translation>
    </message>
    <message>
        <source>Namespace %1 (the workload has no hourly rows)</source>
        <translation>命名空间 %1（该工作负载没有小时数据）</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationPage</name>
    <message>
        <source>Allocation</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>GPUs held</source>
        <translation>占用的 GPU</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Find a workload or namespace</source>
        <translation>查找工作负载或命名空间</translation>
    </message>
    <message>
        <source>By namespace</source>
        <translation>按命名空间</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>Gather pods</source>
        <translation>归并 Pod</translation>
    </message>
    <message>
        <source>Gathers pods below the workload that their names hint at, such as train-7f9c4-x2k9q below train</source>
        <translation>按名称推断，把 Pod 归到所属工作负载之下，例如把 train-7f9c4-x2k9q 归到 train</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>Dims what does not carry the text in its name or its namespace&apos;s (Ctrl+F)</source>
        <translation>名称及命名空间名中不含该文字的方块变暗 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Each tile is a workload of the snapshot: its area is the GPUs it holds, its colour their utilisation over the last minute, hatched where that is unknown; while snapshots are compared, its colour is what it gained or lost. What the snapshot counts but does not list, and GPUs nobody holds, are tiles of their own.</source>
        <translation>每个方块是快照中的一个工作负载：面积为其占用的 GPU，颜色为这些 GPU 最近一分钟的利用率，未知时以斜线填充；比较快照时，颜色表示其增减。快照已计入但未逐一列出的部分，以及无人占用的 GPU，各自成为方块。</translation>
    </message>
    <message>
        <source>Allocation over time</source>
        <translation>分配走势</translation>
    </message>
    <message>
        <source>The namespaces with the most GPU-hours of the range, and the others together; a column is a bucket. Colour: the mean of the GPUs held, or their utilisation. Hatched: unknown, or no hour is stored.</source>
        <translation>时间范围内 GPU·h 最多的命名空间，其余合为一行；每列是一个时间粒度。颜色：占用 GPU 的平均值，或其利用率。斜线：未知，或没有保存任何小时。</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变化内容</translation>
    </message>
    <message>
        <source>Who came, went, grew and shrank from the other snapshot to the shown one. A workload is the same where its uid is, else where namespace, kind and name are. What is counted and not listed has rows of its own, so that all changes add up to the change of the GPUs allocated.</source>
        <translation>从另一快照到所示快照，哪些新增、消失、增加和减少。uid 相同即为同一工作负载，没有 uid 时以命名空间、类型和名称相同为准。已计入但未列出的部分单独成行，因此所有变化之和等于已分配 GPU 的变化。</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>方块</translation>
    </message>
    <message>
        <source>Heat map over time</source>
        <translation>热力图（按时间）</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Share of its GPUs that</source>
        <translation>变化占其 GPU 的比例</translation>
    </message>
    <message>
        <source>No comparison</source>
        <translation>不比较</translation>
    </message>
    <message>
        <source>With a day earlier</source>
        <translation>与一天前比较</translation>
    </message>
    <message>
        <source>With a week earlier</source>
        <translation>与一周前比较</translation>
    </message>
    <message>
        <source>With the shown one, from now on</source>
        <translation>从现在起与所示快照比较</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>与 %1 比较</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>按 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>mean of the GPUs held</source>
        <translation>占用 GPU 平均值</translation>
    </message>
    <message>
        <source>No snapshots of this time</source>
        <translation>该时段没有快照</translation>
    </message>
    <message>
        <source>The sum of the tiles inside it; each of them says where it comes from.</source>
        <translation>其中各方块之和；每个方块可查看自己的数据来源。</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationPresenter</name>
    <message>
        <source>Snapshot of %1</source>
        <translation>%1 的快照</translation>
    </message>
    <message>
        <source>%1 of %2 allocated</source>
        <translation>已分配 %1 / %2</translation>
    </message>
    <message>
        <source>%1 allocated</source>
        <translation>已分配 %1</translation>
    </message>
    <message>
        <source>%1 utilisation</source>
        <translation>利用率 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln namespace(s)</source>
        <translation>
            <numerusform>%Ln 个命名空间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln workload(s)</source>
        <translation>
            <numerusform>%Ln 个工作负载</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing is stored of that time.</source>
        <translation>%1：没有保存该时刻的数据。</translation>
    </message>
    <message>
        <source>Nothing is stored of %1 to compare with.</source>
        <translation>没有保存 %1 的数据，无法比较。</translation>
    </message>
    <message>
        <source>The two do not list the same one by one: what only one of them tells apart is compared as a whole.</source>
        <translation>两者逐一列出的内容不同：只有其中一个区分的部分按整体比较。</translation>
    </message>
    <message>
        <source>The snapshot lists no allocation and no capacity.</source>
        <translation>快照中既没有分配也没有容量。</translation>
    </message>
    <message>
        <source>%1 has neither a snapshot of %2 within the hour to %3 nor workloads of that hour.</source>
        <translation>%1 在截至 %3 的一小时内既没有 %2 的快照，也没有该小时的工作负载。</translation>
    </message>
    <message>
        <source>Mean of the hour from %1 (no snapshot is stored of it)</source>
        <translation>%1 起一小时的平均值（没有保存其快照）</translation>
    </message>
    <message>
        <source>“%1” is no time: a time looks like 2024-12-16T00:00:00Z, or 1d, or 1w.</source>
        <translation>“%1”不是有效的时间：时间的写法如 2024-12-16T00:00:00Z，或 1d、1w。</translation>
    </message>
    <message>
        <source>Show the newest</source>
        <translation>显示最新</translation>
    </message>
    <message>
        <source>%1 has neither a snapshot nor an hour of workloads of %2: who holds which GPUs at one instant is not known. What its namespaces held hour by hour is.</source>
        <translation>%1 既没有 %2 的快照，也没有其工作负载的小时数据：无法得知该时刻各 GPU 由谁占用。各命名空间逐小时的占用则是已知的。</translation>
    </message>
    <message>
        <source>Show the heat map over time</source>
        <translation>显示热力图（按时间）</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>cluster: snapshot of a time</comment>
        <translation>%1：%2。</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationTree</name>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>The namespaces add up to %1, more than the %2 that the snapshot states. The parts are shown.</source>
        <translation>各命名空间合计 %1，超过快照给出的 %2；此处按各部分显示。</translation>
    </message>
    <message>
        <source>No kind</source>
        <translation>无类型</translation>
    </message>
    <message>
        <source>Not listed</source>
        <translation>未列出</translation>
    </message>
    <message>
        <source>Unattributed</source>
        <translation>未归属</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Namespace %1</source>
        <translation>命名空间 %1</translation>
    </message>
    <message>
        <source>Utilisation %1</source>
        <translation>利用率 %1</translation>
    </message>
    <message>
        <source>Utilisation unknown</source>
        <translation>利用率未知</translation>
    </message>
    <message>
        <source>Counted by the source, but not listed one by one</source>
        <translation>数据源已计入，但未逐一列出</translation>
    </message>
    <message numerus="yes">
        <source>%Ln workload(s) not listed</source>
        <translation>
            <numerusform>%Ln 个未列出的工作负载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln workload(s)</source>
        <translation>
            <numerusform>%Ln 个工作负载</numerusform>
        </translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>The snapshot says nothing about %1.</source>
        <translation>快照中没有关于 %1 的内容。</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>没有 %1</translation>
    </message>
    <message>
        <source>The values of %1 add up to %2, more than is allocated. The parts are shown.</source>
        <translation>%1 的各取值合计 %2，超过已分配量；此处按各部分显示。</translation>
    </message>
    <message>
        <source>%1 since the other snapshot</source>
        <translation>较另一快照 %1</translation>
    </message>
</context>
<context>
    <name>atlas::BannerArea</name>
    <message>
        <source>Log in …</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1 次</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) in a row</source>
        <translation>
            <numerusform>连续 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::BundleDialog</name>
    <message>
        <source>Hours of workloads</source>
        <translation>工作负载的小时数据</translation>
    </message>
    <message>
        <source>Allocation snapshots</source>
        <translation>分配快照</translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s)</source>
        <translation>
            <numerusform>%n 条告警规则</numerusform>
        </translation>
    </message>
    <message>
        <source>This view: page, range, time zone, price</source>
        <translation>当前视图：页面、时间范围、时区、单价</translation>
    </message>
    <message>
        <source>Save a bundle</source>
        <translation>保存数据包</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Words for who opens it: what to look at, and why</source>
        <translation>给查看者的说明：看什么、为什么看</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>With</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>One file with the figures of a range, to be opened in GPU Atlas by somebody without access to the server. It holds names of namespaces, workloads and owners, but no address, token or name of a connection.</source>
        <translation>包含一段时间范围内数据的单个文件，供无法访问服务器的人在 GPU Atlas 中打开。文件含命名空间、工作负载和所有者的名称，不含任何连接的地址、令牌或名称。</translation>
    </message>
    <message>
        <source>Tick at least one cluster.</source>
        <translation>至少勾选一个集群。</translation>
    </message>
    <message>
        <source>The notes are too long: at most %1 characters.</source>
        <translation>备注过长：最多 %1 个字符。</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
</context>
<context>
    <name>atlas::CacheFacts</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Hidden rows</source>
        <translation>隐藏的行</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Keeps hours for</source>
        <translation>小时数据保留</translation>
    </message>
    <message>
        <source>Keeps every snapshot for</source>
        <translation>全部快照保留</translation>
    </message>
    <message>
        <source>Rows that two complete fetches in a row no longer had. They are kept, and shown nowhere.</source>
        <translation>连续两次完整获取中都不再出现的行。它们被保留，但不在任何地方显示。</translation>
    </message>
    <message>
        <source>After that, one an hour.</source>
        <translation>之后每小时保留一个。</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>%1, of that free to be used again: %2</source>
        <translation>%1，其中可再次使用：%2</translation>
    </message>
    <message>
        <source>hourly rows: %1 · snapshots: %2</source>
        <translation>小时行：%1 · 快照：%2</translation>
    </message>
    <message>
        <source>whole and consistent at %1</source>
        <translation>%1 检查：完整且一致</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>in memory: nothing is kept beyond this run</source>
        <translation>在内存中：本次运行结束后不保留任何内容</translation>
    </message>
</context>
<context>
    <name>atlas::ChartFigure</name>
    <message>
        <source>Where does this come from?</source>
        <translation>数据来源</translation>
    </message>
</context>
<context>
    <name>atlas::ChartPanel</name>
    <message>
        <source>How it is defined</source>
        <translation>指标定义</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation>复制或保存</translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation>最大化</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation>显示为图表</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>返回页面 (Esc)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG …</source>
        <translation>PNG…</translation>
    </message>
    <message>
        <source>PNG, %1 times as fine …</source>
        <translation>PNG（%1 倍精度）…</translation>
    </message>
    <message>
        <source>SVG …</source>
        <translation>SVG…</translation>
    </message>
    <message>
        <source>PDF …</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Save the hours behind it</source>
        <translation>保存其小时数据</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Excel workbook …</source>
        <translation>Excel 工作簿…</translation>
    </message>
    <message>
        <source>CSV for spreadsheets …</source>
        <translation>供电子表格使用的 CSV…</translation>
    </message>
    <message>
        <source>CSV for programs …</source>
        <translation>供程序使用的 CSV…</translation>
    </message>
</context>
<context>
    <name>atlas::ClusterChoice</name>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Find a cluster</source>
        <translation>查找集群</translation>
    </message>
    <message>
        <source>A name shows that cluster alone, its box several at once.</source>
        <translation>单击名称只显示该集群，勾选可同时显示多个。</translation>
    </message>
    <message>
        <source>All clusters</source>
        <translation>所有集群</translation>
    </message>
    <message>
        <source>No cluster</source>
        <translation>没有集群</translation>
    </message>
    <message numerus="yes">
        <source>All %n clusters</source>
        <translation>
            <numerusform>全部 %n 个集群</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n 个集群</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ClusterField</name>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
</context>
<context>
    <name>atlas::ClusterStanding</name>
    <message numerus="yes">
        <source>The clock of this machine is %n minutes behind the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</source>
        <translation>
            <numerusform>本机时钟比服务器慢 %n 分钟。数据按服务器时间放置；请校准时钟，以便“现在”正确显示。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this machine is %n minutes ahead of the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</source>
        <translation>
            <numerusform>本机时钟比服务器快 %n 分钟。数据按服务器时间放置；请校准时钟，以便“现在”正确显示。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ClusterStateList</name>
    <message>
        <source>insecure</source>
        <translation>不安全</translation>
    </message>
    <message>
        <source>Log in …</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>atlas::ClusterStates</name>
    <message>
        <source>Fresh</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>过时</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Login needed</source>
        <translation>需要登录</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已阻止</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Stale since %1</source>
        <translation>自 %1 起过时</translation>
    </message>
    <message>
        <source>Stale: nothing was fetched yet</source>
        <translation>过时：尚未获取任何数据</translation>
    </message>
    <message numerus="yes">
        <source>Partial (%n gap(s))</source>
        <translation>
            <numerusform>部分（%n 处缺口）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>asks again in %1:%2</source>
        <translation>%1:%2 后再次请求</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Class %1, code %2</source>
        <translation>类别 %1，代码 %2</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>Trace id %1</source>
        <translation>跟踪 ID %1</translation>
    </message>
</context>
<context>
    <name>atlas::ColorLegend</name>
    <message>
        <source>went</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>came</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>atlas::CommandPalette</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>保存的视图</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Buckets</source>
        <translation>时间粒度</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Teams and other labels</source>
        <translation>团队及其他标签</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>A page, namespace, team, workload, range or action …</source>
        <translation>页面、命名空间、团队、工作负载、时间范围或操作…</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>Nothing here has that name.</source>
        <translation>没有找到该名称。</translation>
    </message>
</context>
<context>
    <name>atlas::CommandText</name>
    <message>
        <source>Bucket: automatic</source>
        <translation>时间粒度：自动</translation>
    </message>
    <message>
        <source>Bucket: hours</source>
        <translation>时间粒度：小时</translation>
    </message>
    <message>
        <source>Bucket: days</source>
        <translation>时间粒度：日</translation>
    </message>
    <message>
        <source>Bucket: weeks</source>
        <translation>时间粒度：周</translation>
    </message>
    <message>
        <source>Bucket: months</source>
        <translation>时间粒度：月</translation>
    </message>
    <message>
        <source>Bucket: quarters</source>
        <translation>时间粒度：季度</translation>
    </message>
</context>
<context>
    <name>atlas::Compare</name>
    <message>
        <source>Over time</source>
        <translation>走势</translation>
    </message>
    <message>
        <source>%1, earlier</source>
        <translation>%1（前一周期）</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Change in %</source>
        <translation>变化率 (%)</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>GPU-hours used of the capacity&apos;s.</source>
        <translation>已使用 GPU·h 占容量 GPU·h 的比例。</translation>
    </message>
    <message>
        <source>GPU-hours used.</source>
        <translation>已使用的 GPU·h。</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Other (%1)</source>
        <translation>其他（%1 个）</translation>
    </message>
    <message>
        <source>Unattributed</source>
        <translation>未归属</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Difference of used</source>
        <translation>已使用之差</translation>
    </message>
    <message>
        <source>Change of used</source>
        <translation>已使用变化</translation>
    </message>
    <message>
        <source>Used: %1</source>
        <translation>已使用：%1</translation>
    </message>
    <message>
        <source>By allocation</source>
        <translation>因分配</translation>
    </message>
    <message>
        <source>By utilisation</source>
        <translation>因利用率</translation>
    </message>
    <message>
        <source>By unknown use</source>
        <translation>因使用未知</translation>
    </message>
    <message>
        <source>Hours with data</source>
        <translation>有数据的小时</translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Unknown use</source>
        <translation>使用未知</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>构成</translation>
    </message>
    <message>
        <source>More or fewer hours have data.</source>
        <translation>有数据的小时增多或减少。</translation>
    </message>
    <message>
        <source>More or fewer GPUs, allocated and used as before.</source>
        <translation>GPU 增多或减少，分配率与利用率不变。</translation>
    </message>
    <message>
        <source>More or less of the capacity was allocated, used as before.</source>
        <translation>容量中分配的部分增多或减少，利用率不变。</translation>
    </message>
    <message>
        <source>The use of more or less of what was allocated is unknown.</source>
        <translation>已分配中使用情况未知的部分增多或减少。</translation>
    </message>
    <message>
        <source>Each namespace for itself used more or less of what it held.</source>
        <translation>各命名空间自身对其占用量的利用增多或减少。</translation>
    </message>
    <message>
        <source>GPU-hours moved between namespaces of different utilisation.</source>
        <translation>GPU·h 在利用率不同的命名空间之间转移。</translation>
    </message>
    <message>
        <source>The cluster&apos;s, and of no namespace.</source>
        <translation>属于集群，但不属于任何命名空间。</translation>
    </message>
    <message>
        <source>%1 uses %2 of its capacity, %3 uses %4: %5.</source>
        <translation>%1 使用了容量的 %2，%3 使用了 %4：%5。</translation>
    </message>
    <message>
        <source>The GPU-hours used did not change: %1.</source>
        <translation>已使用的 GPU·h 没有变化：%1。</translation>
    </message>
    <message>
        <source>%1 were used; none were before.</source>
        <translation>已使用 %1；之前为零。</translation>
    </message>
    <message>
        <source>The GPU-hours used rose by %1 (%2), from %3 to %4.</source>
        <translation>已使用的 GPU·h 增加 %1（%2），由 %3 升至 %4。</translation>
    </message>
    <message>
        <source>The GPU-hours used fell by %1 (%2), from %3 to %4.</source>
        <translation>已使用的 GPU·h 减少 %1（%2），由 %3 降至 %4。</translation>
    </message>
    <message>
        <source>Why: %1.</source>
        <translation>原因：%1。</translation>
    </message>
    <message>
        <source>Most through %1.</source>
        <translation>主要来自 %1。</translation>
    </message>
    <message>
        <source>To equal length: %1 of the later and %2 of the earlier period have no counterpart and are left out.</source>
        <translation>为使时长相等：后一周期的 %1和前一周期的 %2没有对应部分，已略去。</translation>
    </message>
    <message>
        <source>The clocks changed: %1 h exist only in the later, %2 h only in the earlier period.</source>
        <translation>期间有夏令时调整：%1 h 只存在于后一周期，%2 h 只存在于前一周期。</translation>
    </message>
    <message>
        <source>The capacity is not known throughout: it has no part of its own.</source>
        <translation>容量并非始终已知：不单独列为原因。</translation>
    </message>
    <message>
        <source>The capacity of one of the clusters is not known: per GPU nothing can be said.</source>
        <translation>其中一个集群的容量未知：无法按每个 GPU 比较。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Figures per GPU of capacity, and in all</source>
        <translation>按每个容量 GPU 计的指标，及总量</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Difference in %</source>
        <translation>差值（%）</translation>
    </message>
    <message>
        <source>%1, of the capacity</source>
        <comment>used, allocated</comment>
        <translation>%1（占容量）</translation>
    </message>
    <message>
        <source>%1 because more hours have data</source>
        <translation>有数据的小时增多（%1）</translation>
    </message>
    <message>
        <source>%1 because fewer hours have data</source>
        <translation>有数据的小时减少（%1）</translation>
    </message>
    <message>
        <source>%1 because there were more GPUs</source>
        <translation>GPU 增多（%1）</translation>
    </message>
    <message>
        <source>%1 because there were fewer GPUs</source>
        <translation>GPU 减少（%1）</translation>
    </message>
    <message>
        <source>%1 because more was allocated</source>
        <translation>分配增多（%1）</translation>
    </message>
    <message>
        <source>%1 because less was allocated</source>
        <translation>分配减少（%1）</translation>
    </message>
    <message>
        <source>%1 because the use of less is unknown</source>
        <translation>使用未知的部分减少（%1）</translation>
    </message>
    <message>
        <source>%1 because the use of more is unknown</source>
        <translation>使用未知的部分增多（%1）</translation>
    </message>
    <message>
        <source>%1 because namespaces used more of what they held</source>
        <translation>各命名空间的利用率上升（%1）</translation>
    </message>
    <message>
        <source>%1 because namespaces used less of what they held</source>
        <translation>各命名空间的利用率下降（%1）</translation>
    </message>
    <message>
        <source>%1 because GPUs moved to busier namespaces</source>
        <translation>GPU 转移到较忙的命名空间（%1）</translation>
    </message>
    <message>
        <source>%1 because GPUs moved to idler namespaces</source>
        <translation>GPU 转移到较闲的命名空间（%1）</translation>
    </message>
    <message>
        <source>%1 that no namespace explains</source>
        <translation>无法归因于任何命名空间（%1）</translation>
    </message>
    <message>
        <source>%1 because more is allocated</source>
        <translation>分配较多（%1）</translation>
    </message>
    <message>
        <source>%1 because less is allocated</source>
        <translation>分配较少（%1）</translation>
    </message>
    <message>
        <source>%1 because namespaces use more of what they hold</source>
        <translation>各命名空间的利用率较高（%1）</translation>
    </message>
    <message>
        <source>%1 because namespaces use less of what they hold</source>
        <translation>各命名空间的利用率较低（%1）</translation>
    </message>
    <message>
        <source>%1 because busier namespaces hold more</source>
        <translation>较忙的命名空间占用较多（%1）</translation>
    </message>
    <message>
        <source>%1 because idler namespaces hold more</source>
        <translation>较闲的命名空间占用较多（%1）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, change</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The utilisation is %2 against %1: %3 from namespaces&apos; own utilisation, %4 from the mix.</source>
        <translation>利用率为 %2，对方为 %1：其中 %3来自各命名空间自身的利用率，%4来自构成。</translation>
    </message>
    <message>
        <source>Utilisation went from %1 to %2: %3 from namespaces&apos; own utilisation, %4 from the mix.</source>
        <translation>利用率由 %1 变为 %2：其中 %3来自各命名空间自身的利用率，%4来自构成。</translation>
    </message>
    <message>
        <source>The utilisation is %2 against %1: %3 from namespaces&apos; own utilisation, %4 from the mix, %5 that no namespace explains.</source>
        <translation>利用率为 %2，对方为 %1：其中 %3来自各命名空间自身的利用率，%4来自构成，%5无法归因于任何命名空间。</translation>
    </message>
    <message>
        <source>Utilisation went from %1 to %2: %3 from namespaces&apos; own utilisation, %4 from the mix, %5 that no namespace explains.</source>
        <translation>利用率由 %1 变为 %2：其中 %3来自各命名空间自身的利用率，%4来自构成，%5无法归因于任何命名空间。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>period or cluster, figure</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Only %1 of %2 h of the earlier and %3 of %4 h of the later period have data: totals of the two cannot be compared. %5 were used, %6 before.</source>
        <comment>numbers, GPU-hours, GPU-hours</comment>
        <translation>前一周期 %2 h 中只有 %1 h 有数据，后一周期 %4 h 中有 %3 h：两者的总量不可比较。本期使用 %5，此前 %6。</translation>
    </message>
    <message>
        <source>To equal length: %1 of the later period has no counterpart and is left out.</source>
        <translation>为使长度相等：后一周期中有 %1 没有对应部分，未计入。</translation>
    </message>
    <message>
        <source>To equal length: %1 of the earlier period has no counterpart and is left out.</source>
        <translation>为使长度相等：前一周期中有 %1 没有对应部分，未计入。</translation>
    </message>
    <message>
        <source>%1 h of the later and %2 h of the earlier period have data: causes are compared per hour with data, and the hours are a cause of their own.</source>
        <translation>后一周期有 %1 h 的数据，前一周期有 %2 h：各原因按有数据的每小时比较，小时数本身单列为一个原因。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>cost, currency</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>atlas::ComparePage</name>
    <message>
        <source>What is compared</source>
        <translation>对比内容</translation>
    </message>
    <message>
        <source>Two periods</source>
        <translation>两个周期</translation>
    </message>
    <message>
        <source>Two clusters, per GPU</source>
        <translation>两个集群（按每 GPU）</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>对比对象</translation>
    </message>
    <message>
        <source>The earlier period</source>
        <translation>前一周期</translation>
    </message>
    <message>
        <source>Choose the period to compare with</source>
        <translation>选择用于对比的周期</translation>
    </message>
    <message>
        <source>Which hours are laid on each other</source>
        <translation>小时的对齐方式</translation>
    </message>
    <message>
        <source>The other cluster</source>
        <translation>另一集群</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>The change of the GPU-hours used, its causes from the largest to the smallest, and what to know of the two periods. Periods of different length are cut to equal length.</source>
        <translation>已使用 GPU·h 的变化、从大到小的原因，以及关于两个周期的说明。时长不同的周期会截成等长。</translation>
    </message>
    <message>
        <source>Both over time</source>
        <translation>两者走势</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>GPUs used</source>
        <translation>已使用 GPU</translation>
    </message>
    <message>
        <source>GPUs allocated</source>
        <translation>已分配 GPU</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Allocation rate</source>
        <translation>分配率</translation>
    </message>
    <message>
        <source>Why, by cause</source>
        <translation>原因分解</translation>
    </message>
    <message>
        <source>used = hours with data × capacity × allocation rate × share of known use × utilisation. Each cause is what its factor changed, averaged over all orders of change; the utilisation is split into the namespaces&apos; own and their mix. The parts add up exactly.</source>
        <translation>已使用 = 有数据的小时 × 容量 × 分配率 × 使用已知的比例 × 利用率。每个原因是其因子带来的变化，按所有变化顺序取平均；利用率又分为各命名空间自身的利用率和它们的构成。各部分之和恰好等于总变化。</translation>
    </message>
    <message>
        <source>Who, by namespace</source>
        <translation>按命名空间分解</translation>
    </message>
    <message>
        <source>The change of each namespace&apos;s GPU-hours used: those that changed most, the others together, and what no namespace explains. They add up to the change.</source>
        <translation>各命名空间已使用 GPU·h 的变化：变化最大的若干个、其余合计，以及无法归因于任何命名空间的部分。合计等于总变化。</translation>
    </message>
    <message>
        <source>Figures of both</source>
        <translation>两者的指标</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Changes by namespace</source>
        <translation>各命名空间的变化</translation>
    </message>
    <message>
        <source>All namespaces</source>
        <translation>全部命名空间</translation>
    </message>
    <message>
        <source>Each namespace&apos;s change of GPU-hours used, and how much of it comes from what it held, from how well it used it, and from unknown use.</source>
        <translation>各命名空间已使用 GPU·h 的变化，以及其中多少来自占用量、多少来自利用率、多少来自使用未知。</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>与 %1 对比</translation>
    </message>
    <message>
        <source>%, of the capacity</source>
        <translation>%，占容量</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>没有可对比的内容</translation>
    </message>
    <message>
        <source>How they differ</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Later − earlier, and in percent of the earlier; “new” where the earlier is 0 or absent. Of percentages the change is in points. Of two clusters the first columns are per GPU of capacity, in percent of its GPU-hours; the others are absolute.</source>
        <translation>后者 − 前者，以及占前者的百分比；前者为 0 或不存在时为“新增”。百分比指标的变化以百分点表示。比较两个集群时，前几列按每个容量 GPU 计，以占其 GPU·h 的百分比表示；其余各列为绝对值。</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>上一周期</translation>
    </message>
    <message>
        <source>The same time a week before</source>
        <translation>一周前同期</translation>
    </message>
    <message>
        <source>The same time a month before</source>
        <translation>一个月前同期</translation>
    </message>
    <message>
        <source>A period of your choice …</source>
        <translation>自选周期…</translation>
    </message>
    <message>
        <source>Aligned by weekday</source>
        <translation>按星期对齐</translation>
    </message>
    <message>
        <source>Aligned by start</source>
        <translation>按起点对齐</translation>
    </message>
    <message>
        <source>Both on the time axis of the later one; the earlier is dashed. Aligned by start, hour follows hour; by weekday, the same weekday and the same hour on the wall lie on each other. A gap is an hour without data.</source>
        <translation>两者都画在后一周期的时间轴上，前一周期为虚线。按起点对齐时逐小时对应；按星期对齐时，相同的星期与钟点相互重叠。断开处为没有数据的小时。</translation>
    </message>
</context>
<context>
    <name>atlas::ComparePresenter</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对比 %2</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>本周期</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>上一周期</translation>
    </message>
    <message>
        <source>Week before</source>
        <translation>一周前</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>一个月前</translation>
    </message>
    <message>
        <source>Chosen period</source>
        <translation>所选周期</translation>
    </message>
    <message>
        <source>There is only one cluster. Compare two periods of it, or open a source with another cluster.</source>
        <translation>只有一个集群。请对比它的两个周期，或打开含有其他集群的数据来源。</translation>
    </message>
    <message>
        <source>%1 has no hours in %2.</source>
        <translation>%1 在 %2 内没有小时数据。</translation>
    </message>
    <message>
        <source>No hour of %1 has a counterpart in %2. Align them by their begin, or choose another period.</source>
        <translation>%1 没有任何小时在 %2 中有对应。请按起点对齐，或选择其他周期。</translation>
    </message>
    <message>
        <source>There are no hours of %1: nothing to compare with.</source>
        <translation>没有 %1 的小时数据：无可对比。</translation>
    </message>
    <message>
        <source>Compare with %1</source>
        <translation>与 %1 对比</translation>
    </message>
    <message>
        <source>Compare the second half of the data with the first</source>
        <translation>将数据的后半段与前半段对比</translation>
    </message>
</context>
<context>
    <name>atlas::ComparisonPage</name>
    <message>
        <source>Share of GPU-hours</source>
        <translation>GPU·h 占比</translation>
    </message>
    <message>
        <source>GPUs held by the first five</source>
        <translation>前五名占用的 GPU</translation>
    </message>
    <message>
        <source>Utilisation of the first five</source>
        <translation>前五名的利用率</translation>
    </message>
    <message>
        <source>All subjects</source>
        <translation>全部对象</translation>
    </message>
    <message>
        <source>Every subject with a row in the range, and those that only the period before had. Moved: places up or down in the ranking since then. Hours: those with a row of the subject.</source>
        <translation>时间范围内有数据的所有对象，以及仅上一周期有数据的对象。名次变化：自上一周期以来排行的升降。覆盖率：该对象有数据的小时。</translation>
    </message>
    <message>
        <source>Selected subjects are drawn beside the first five.</source>
        <translation>选中的对象与前五名一并绘出。</translation>
    </message>
</context>
<context>
    <name>atlas::ComparisonPresenter</name>
    <message>
        <source>No label or annotation of this cluster has hourly rows. Servers send them where labels are configured for aggregation.</source>
        <translation>该集群的标签和注解都没有小时数据。服务器配置了按标签聚合后才会提供。</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>no data for the %1</source>
        <translation>%1没有数据</translation>
    </message>
    <message>
        <source>no change shown: only %1 of %2 h of the %3 have data</source>
        <translation>不显示变化：%3的 %2 h 中只有 %1 h 有数据</translation>
    </message>
</context>
<context>
    <name>atlas::ConnectionForm</name>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>选择%1</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key)</source>
        <translation>PEM 文件 (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>As the address, where it is empty</source>
        <translation>留空则与地址相同</translation>
    </message>
    <message>
        <source>All that the server has</source>
        <translation>服务器上的全部集群</translation>
    </message>
    <message>
        <source>Names with commas between them</source>
        <translation>以逗号分隔的名称</translation>
    </message>
    <message>
        <source>Fetch from it</source>
        <translation>从此服务器获取数据</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Only clusters</source>
        <translation>仅限集群</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer 令牌</translation>
    </message>
    <message>
        <source>Cookie</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>A header of its own</source>
        <translation>自定义请求头</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>Own CA</source>
        <translation>自有 CA</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA 证书</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>使用系统的</translation>
    </message>
    <message>
        <source>PEM. If set, these are the only roots that count.</source>
        <translation>PEM 格式。设置后，仅信任这些根证书。</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>证书密钥</translation>
    </message>
    <message>
        <source>Key of the client certificate</source>
        <translation>客户端证书的密钥</translation>
    </message>
    <message>
        <source>Through the system&apos;s proxy</source>
        <translation>使用系统代理</translation>
    </message>
    <message>
        <source>How its figures are read</source>
        <translation>数值的解读方式</translation>
    </message>
    <message>
        <source>Mean over the allocated GPUs</source>
        <translation>已分配 GPU 的平均值</translation>
    </message>
    <message>
        <source>Mean over all GPUs</source>
        <translation>全部 GPU 的平均值</translation>
    </message>
    <message>
        <source>Rates are fractions: 0.7 means 70 %</source>
        <translation>比率为小数：0.7 表示 70 %</translation>
    </message>
    <message>
        <source>Hours with all rates zero are unknown</source>
        <translation>所有比率为零的小时视为未知</translation>
    </message>
    <message>
        <source>Average, highest and lowest utilisation 0 although GPUs were allocated: taken as not measured</source>
        <translation>已分配 GPU 但平均、最高和最低利用率均为 0：视为未测量</translation>
    </message>
    <message>
        <source>The window&apos;s</source>
        <translation>与窗口相同</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Price of a GPU-hour</source>
        <translation>GPU 时价格</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>An address such as https://gpu.example.org.</source>
        <translation>请输入地址，例如 https://gpu.example.org。</translation>
    </message>
    <message>
        <source>The name of the header that carries the secret.</source>
        <translation>请输入携带密钥的请求头名称。</translation>
    </message>
    <message>
        <source>A certificate needs its key, and a key its certificate.</source>
        <translation>证书需要对应的密钥，密钥也需要对应的证书。</translation>
    </message>
    <message>
        <source>No such zone. A name such as Asia/Shanghai, or nothing.</source>
        <translation>没有此时区。请输入 Asia/Shanghai 之类的名称，或留空。</translation>
    </message>
    <message>
        <source>Kept; type to replace it</source>
        <translation>已保存；输入以替换</translation>
    </message>
    <message>
        <source>Is put into the keyring</source>
        <translation>将存入密钥环</translation>
    </message>
    <message>
        <source>Allow plain http (insecure)</source>
        <translation>允许明文 http（不安全）</translation>
    </message>
    <message>
        <source>To another machine: anybody on the way can read and change what is sent, the token included.</source>
        <translation>访问其他机器时：途中任何人都能读取和更改所发送的内容，包括令牌。</translation>
    </message>
    <message>
        <source>Type the secret of this server, or choose a login of kind None.</source>
        <translation>请输入此服务器的密钥，或将登录方式设为“无”。</translation>
    </message>
</context>
<context>
    <name>atlas::ConnectionTest</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>No token that can be sent is known; the server is asked without one.</source>
        <translation>没有可发送的令牌；将不带令牌请求服务器。</translation>
    </message>
    <message>
        <source>A GPU aggregation API answers at %1.</source>
        <translation>%1 处有 GPU 聚合 API 应答。</translation>
    </message>
    <message>
        <source>A GPU aggregation API answers at %1; this address is the one to save.</source>
        <translation>%1 处有 GPU 聚合 API 应答；应保存此地址。</translation>
    </message>
    <message>
        <source>The connection is encrypted, and this system trusts the certificate.</source>
        <translation>连接已加密，且本系统信任该证书。</translation>
    </message>
    <message>
        <source>The connection is encrypted, and the chosen CA file vouches for it.</source>
        <translation>连接已加密，并由所选 CA 文件担保。</translation>
    </message>
    <message>
        <source>The connection is not encrypted: others on the way can read the token and change the figures.</source>
        <translation>连接未加密：途中的其他人可以读取令牌并更改数据。</translation>
    </message>
    <message>
        <source>The server answers without a token.</source>
        <translation>服务器无需令牌即可应答。</translation>
    </message>
    <message>
        <source>The server accepts the token.</source>
        <translation>服务器接受该令牌。</translation>
    </message>
    <message>
        <source>Its answers are in the usual form.</source>
        <translation>其应答为常规格式。</translation>
    </message>
    <message>
        <source>Its answers are in the flat form of some servers.</source>
        <translation>其应答为部分服务器使用的扁平格式。</translation>
    </message>
    <message>
        <source>Its answers come without an envelope, as of older servers.</source>
        <translation>其应答没有外层封装，与旧版服务器相同。</translation>
    </message>
    <message>
        <source>The server names no cluster: what it calls its default cluster is shown.</source>
        <translation>服务器未列出集群：将显示其默认集群。</translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n 个集群</numerusform>
        </translation>
    </message>
    <message>
        <source>The server has no cluster &quot;%1&quot;.</source>
        <translation>服务器没有集群“%1”。</translation>
    </message>
    <message>
        <source>An older server: names are taken from the rows and snapshots.</source>
        <translation>旧版服务器：名称取自数据行和快照。</translation>
    </message>
    <message>
        <source>not there: %1</source>
        <translation>不存在：%1</translation>
    </message>
    <message>
        <source>It has hourly rows of clusters, namespaces, labels and workloads.</source>
        <translation>它有集群、命名空间、标签和工作负载的小时数据。</translation>
    </message>
    <message>
        <source>It has no hourly rows of single workloads.</source>
        <translation>它没有单个工作负载的小时数据。</translation>
    </message>
    <message>
        <source>It has no snapshot at present: the allocation is shown from the newest complete hour of the workloads.</source>
        <translation>目前没有快照：分配情况取自工作负载最近的完整小时。</translation>
    </message>
    <message>
        <source>It has no hourly row of the last 30 days.</source>
        <translation>最近 30 天没有小时数据。</translation>
    </message>
    <message>
        <source>Its newest hour ended %1 ago: the server does not keep up.</source>
        <translation>其最新的小时结束于 %1前：服务器未能跟上。</translation>
    </message>
    <message>
        <source>Its newest hour is complete.</source>
        <translation>其最新的小时是完整的。</translation>
    </message>
    <message>
        <source>All rates of the last hours are at most 1. If the cluster is not almost idle, they are fractions: then say so in the settings of the connection.</source>
        <translation>最近几小时的所有比率都不超过 1。如果集群并非几乎空闲，则它们是小数：请在连接设置中注明。</translation>
    </message>
    <message>
        <source>largest of %1 rates: %2</source>
        <translation>%1 个比率中的最大值：%2</translation>
    </message>
    <message>
        <source>Rates above 1 arrive although the connection says that they are fractions: they are percent.</source>
        <translation>连接设置为小数，但收到大于 1 的比率：它们是百分数。</translation>
    </message>
    <message>
        <source>Its newest snapshot was taken %1 ago.</source>
        <translation>其最新快照拍摄于 %1前。</translation>
    </message>
    <message>
        <source>It offers extensions.</source>
        <translation>它提供扩展接口。</translation>
    </message>
    <message>
        <source>The token is valid, but not allowed for %1.</source>
        <translation>令牌有效，但无权访问 %1。</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 失败。</translation>
    </message>
    <message>
        <source>Its clock and the one of this machine agree.</source>
        <translation>其时钟与本机一致。</translation>
    </message>
    <message>
        <source>Its clock is %1 ahead of the one of this machine.</source>
        <translation>其时钟比本机快 %1。</translation>
    </message>
    <message>
        <source>Its clock is %1 behind the one of this machine.</source>
        <translation>其时钟比本机慢 %1。</translation>
    </message>
</context>
<context>
    <name>atlas::ConnectionText</name>
    <message>
        <source>The saved connections in %1 cannot be read (%2). The file was not changed; correct it, or move it away and set the connections up again.</source>
        <translation>无法读取 %1 中保存的连接（%2）。文件未被更改；请修正它，或将其移走并重新设置连接。</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>it is another kind of file</source>
        <translation>文件类型不符</translation>
    </message>
    <message>
        <source>connection %1: &quot;%2&quot; is missing or has a value that cannot be used</source>
        <translation>连接 %1：“%2”缺失或其值无法使用</translation>
    </message>
    <message>
        <source>two connections have the id &quot;%1&quot;</source>
        <translation>有两个连接的 ID 均为“%1”</translation>
    </message>
    <message>
        <source>The connections could not be saved in %1 (%2). What was saved before is unchanged; the change holds until the program ends.</source>
        <translation>无法将连接保存到 %1（%2）。之前保存的内容未变；此更改在程序结束前有效。</translation>
    </message>
    <message>
        <source>The file %1 is not there or cannot be read. Choose a file of PEM certificates or keys.</source>
        <translation>文件 %1 不存在或无法读取。请选择包含 PEM 证书或密钥的文件。</translation>
    </message>
    <message>
        <source>The address of the server must be an http or https address, such as https://gpu.example.com/api/v1.</source>
        <translation>服务器地址必须是 http 或 https 地址，例如 https://gpu.example.com/api/v1。</translation>
    </message>
    <message>
        <source>A user name and password do not belong into the address of the server, where everybody can read them. Give them as the connection&apos;s secret.</source>
        <translation>用户名和密码不应放在人人可见的服务器地址中。请将其作为连接的密钥提供。</translation>
    </message>
    <message>
        <source>http to another machine can be read and changed on the way, with the token. Use https, or allow insecure http for this connection.</source>
        <translation>以 http 访问其他机器时，内容连同令牌可能在途中被读取和更改。请使用 https，或为此连接允许不安全的 http。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a header.</source>
        <translation>“%1”不能作为请求头名称。</translation>
    </message>
    <message>
        <source>A client certificate needs its key, and a key its certificate: give both.</source>
        <translation>客户端证书需要对应的密钥，密钥也需要对应的证书：请同时提供。</translation>
    </message>
    <message>
        <source>The token is empty; nothing was sent.</source>
        <translation>令牌为空；未发送任何内容。</translation>
    </message>
    <message>
        <source>The token is too long, or has line breaks or other characters that cannot be sent; nothing was sent.</source>
        <translation>令牌过长，或含有换行等无法发送的字符；未发送任何内容。</translation>
    </message>
</context>
<context>
    <name>atlas::ConnectionsDialog</name>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>停止测试</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
</context>
<context>
    <name>atlas::CoverageStrip</name>
    <message>
        <source>complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>missing on the server</source>
        <translation>服务器上缺失</translation>
    </message>
    <message>
        <source>rows: %1 of %2 stated</source>
        <translation>行数：%1，声明 %2</translation>
    </message>
    <message>
        <source>rows: %1, total not stated</source>
        <translation>行数：%1，未声明总数</translation>
    </message>
    <message>
        <source>asked %1</source>
        <translation>请求于 %1</translation>
    </message>
    <message numerus="yes">
        <source>asked in vain %n time(s)</source>
        <translation>
            <numerusform>徒劳请求 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>未请求</translation>
    </message>
    <message>
        <source>Coverage of %1 lines, gaps: %2</source>
        <translation>%1 行的覆盖情况，缺口：%2</translation>
    </message>
</context>
<context>
    <name>atlas::Csv</name>
    <message>
        <source>The table could not be written: %1. What was there before is as it was; make room and try again.</source>
        <translation>表格无法写入：%1。原有内容未变；请腾出空间后重试。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <translation>%1 (UTC)</translation>
    </message>
</context>
<context>
    <name>atlas::DashboardState</name>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>最近 365 天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>previous day</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>previous week</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>previous month</source>
        <translation>上一月</translation>
    </message>
    <message>
        <source>previous quarter</source>
        <translation>上一季度</translation>
    </message>
    <message>
        <source>previous %1 days</source>
        <translation>之前 %1 天</translation>
    </message>
    <message>
        <source>previous hour</source>
        <translation>前一小时</translation>
    </message>
    <message>
        <source>previous %1 hours</source>
        <translation>之前 %1 小时</translation>
    </message>
    <message>
        <source>previous %1 days by the clock</source>
        <translation>前 %1 天（按钟表时间）</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
</context>
<context>
    <name>atlas::DataPage</name>
    <message>
        <source>Coverage</source>
        <translation>覆盖情况</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Missing on the server</source>
        <translation>服务器上缺失</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>未请求</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Fetched last</source>
        <translation>最近获取</translation>
    </message>
    <message>
        <source>Trace id %1</source>
        <translation>跟踪 ID %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>kB</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>跟踪 ID</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>拒收的行</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>of another type</source>
        <translation>类型不符</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>outside of what can be</source>
        <translation>超出可能范围</translation>
    </message>
    <message>
        <source>time without a zone, read as UTC</source>
        <translation>时间无时区，按 UTC 读取</translation>
    </message>
    <message>
        <source>not at a full hour</source>
        <translation>不在整点</translation>
    </message>
    <message>
        <source>in the future</source>
        <translation>在未来</translation>
    </message>
    <message>
        <source>Odd fields</source>
        <translation>异常字段</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What it was</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Hours that differ</source>
        <translation>不一致的小时</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Sum of namespaces</source>
        <translation>命名空间之和</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Cluster hours</source>
        <translation>集群小时</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>All-zero hours</source>
        <translation>全零小时</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Choose a request to see all of it.</source>
        <translation>选择一个请求以查看全部内容。</translation>
    </message>
    <message>
        <source>Choose a row to see its text as the server sent it.</source>
        <translation>选择一行以查看服务器发送的原文。</translation>
    </message>
    <message>
        <source>What was asked of the server, hour by hour. Complete: all rows that the server states. Unverified: rows came, their number could not be confirmed. Gap: did not come yet, and is asked for again. Missing on the server: asked for a week, the server has none.</source>
        <translation>逐小时说明向服务器请求了什么。完整：服务器声明的所有行都已收到。未核实：收到了行，但数量无法确认。缺口：尚未收到，会再次请求。服务器上缺失：请求了一周，服务器没有。</translation>
    </message>
    <message>
        <source>Cluster against its namespaces</source>
        <translation>集群与其命名空间对照</translation>
    </message>
    <message>
        <source>Allocated GPUs of the cluster&apos;s own rows, and the sum over the rows of its namespaces: two answers to one question. An hour differs where they are more than 1 % apart.</source>
        <translation>集群自身数据行中的已分配 GPU，以及其命名空间各行之和：同一问题的两个答案。相差超过 1 % 的小时即为不一致。</translation>
    </message>
    <message>
        <source>Cluster − sum of namespaces. Above 0: not attributed to a namespace; below 0: counted twice.</source>
        <translation>集群 − 命名空间之和。大于 0：未归属到命名空间；小于 0：重复计算。</translation>
    </message>
    <message>
        <source>The newest exchanges with servers, without hosts and secrets. The trace id names a request in the server&apos;s own logs.</source>
        <translation>与服务器的最近交互，不含主机名和密钥。跟踪 ID 可在服务器日志中定位请求。</translation>
    </message>
    <message>
        <source>Rows that came and could not be used: no key, no time. They are counted in no figure.</source>
        <translation>已收到但无法使用的行：没有键或时间。它们不计入任何数值。</translation>
    </message>
    <message>
        <source>How often a field was not what it should be. The row was kept; the field is unknown in it.</source>
        <translation>字段不符合预期的次数。该行被保留，其中该字段为未知。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connections …</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Complete hours of the range, over all lines of all clusters.</source>
        <translation>范围内所有集群所有数据行的完整小时。</translation>
    </message>
    <message>
        <source>Hours of a line that did not come yet. They are asked for again with growing patience, for a week.</source>
        <translation>尚未收到的小时。将以逐渐延长的间隔再次请求，持续一周。</translation>
    </message>
    <message>
        <source>ever, over all clusters</source>
        <translation>累计，所有集群</translation>
    </message>
    <message>
        <source>of %1 compared</source>
        <translation>共比较 %1</translation>
    </message>
    <message>
        <source>of %1 hours</source>
        <translation>共 %1 小时</translation>
    </message>
    <message>
        <source>Hours of the cluster with all utilisations 0 although GPUs were allocated: nothing was used, or nothing was measured. A connection&apos;s settings decide which.</source>
        <translation>已分配 GPU 但利用率全为 0 的小时：要么未使用，要么未测量。由连接设置决定如何解读。</translation>
    </message>
    <message>
        <source>hourly rows: %1</source>
        <translation>小时行：%1</translation>
    </message>
    <message>
        <source>Nothing was asked for yet. The lines appear as the server is asked.</source>
        <translation>尚未请求任何内容。请求服务器后将显示各行。</translation>
    </message>
    <message>
        <source>This file does not say what was asked for.</source>
        <translation>此文件未记录请求过什么。</translation>
    </message>
    <message>
        <source>No hour of this range has rows of the cluster and of its namespaces.</source>
        <translation>此范围内没有同时具有集群和命名空间数据的小时。</translation>
    </message>
    <message>
        <source>They agree in every hour.</source>
        <translation>每个小时都一致。</translation>
    </message>
    <message>
        <source>Nothing to compare in this range.</source>
        <translation>此范围内没有可比较的内容。</translation>
    </message>
    <message>
        <source>No request was made yet.</source>
        <translation>尚未发出请求。</translation>
    </message>
    <message>
        <source>No row was rejected.</source>
        <translation>没有拒收的行。</translation>
    </message>
    <message>
        <source>Every field was as it should be.</source>
        <translation>所有字段均符合预期。</translation>
    </message>
    <message>
        <source>%1 is open: nothing is fetched.</source>
        <translation>已打开%1：不获取数据。</translation>
    </message>
    <message>
        <source>Names of labels</source>
        <translation>标签名称</translation>
    </message>
    <message>
        <source>Names of annotations</source>
        <translation>注解名称</translation>
    </message>
    <message>
        <source>hours · unverified: %1</source>
        <translation>小时 · 未核实：%1</translation>
    </message>
    <message>
        <source>Rows of its requests</source>
        <translation>其请求所得行数</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分项</translation>
    </message>
    <message>
        <source>Sum of the parts</source>
        <translation>分项之和</translation>
    </message>
    <message>
        <source>of %1 compared · without namespaces: %2</source>
        <translation>共比较 %1 · 无命名空间数据：%2</translation>
    </message>
    <message>
        <source>Hours in which the cluster and the sum of its namespaces are more than 1 % apart. Hours of the cluster for which there are no rows of namespaces cannot be compared.</source>
        <translation>集群与其命名空间之和相差超过 1 % 的小时。集群有数据而没有命名空间数据的小时无法比较。</translation>
    </message>
    <message numerus="yes">
        <source>over %n cluster(s)</source>
        <translation>
            <numerusform>共 %n 个集群</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::DataTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Where does this come from?</source>
        <translation>数据来源(&amp;W)</translation>
    </message>
</context>
<context>
    <name>atlas::Definition</name>
    <message>
        <source>The allocated GPUs of every hour, added up.</source>
        <translation>每小时已分配 GPU 之和。</translation>
    </message>
    <message>
        <source>Allocated GPUs times their utilisation, added up over the hours in which both are known.</source>
        <translation>已分配 GPU × 利用率，对两者均已知的小时求和。</translation>
    </message>
    <message>
        <source>What was allocated and not used, added up over the hours in which both are known.</source>
        <translation>已分配而未使用的部分，对两者均已知的小时求和。</translation>
    </message>
    <message>
        <source>Mean utilisation weighted by allocated GPUs, over the hours in which both are known; unknown where nothing was allocated.</source>
        <translation>按已分配 GPU 加权的平均利用率，取两者均已知的小时；没有分配时为未知。</translation>
    </message>
    <message>
        <source>Allocated GPU-hours divided by the hours in which the cluster has data; absent in one of them counts 0.</source>
        <translation>已分配 GPU·h ÷ 集群有数据的小时数；其中未出现的小时按 0 计。</translation>
    </message>
    <message>
        <source>The most GPUs that were allocated in an hour.</source>
        <translation>单个小时内分配的最多 GPU 数。</translation>
    </message>
    <message>
        <source>Mean number of active workloads over the hours in which the cluster has data; absent counts 0.</source>
        <translation>集群有数据的各小时中活跃工作负载数的平均值；未出现按 0 计。</translation>
    </message>
    <message>
        <source>All GPUs that were allocated in hours with a utilisation at or below the threshold t. Not the same as held idle, which counts the unused part of every hour.</source>
        <translation>利用率不高于阈值 t 的小时内已分配的全部 GPU。与“占用未用”不同，后者统计每小时未使用的部分。</translation>
    </message>
    <message>
        <source>Allocated GPU-hours whose utilisation is unknown, and capacity of which nobody knows what it did.</source>
        <translation>利用率未知的已分配 GPU·h，以及去向未知的容量。</translation>
    </message>
    <message>
        <source>Capacity that nobody held, hour by hour never below 0; of clusters.</source>
        <translation>无人占用的容量，逐小时不低于 0；仅用于集群。</translation>
    </message>
    <message>
        <source>The GPUs that were there in every hour, added up.</source>
        <translation>每小时现有 GPU 之和。</translation>
    </message>
    <message>
        <source>Allocated GPU-hours as a part of the capacity&apos;s, over the hours in which both are known; not the mean of hourly rates. More than 100 % is possible when nodes fail.</source>
        <translation>已分配 GPU·h 占容量 GPU·h 的比例，取两者均已知的小时；不是各小时分配率的平均。节点故障时可能超过 100 %。</translation>
    </message>
    <message>
        <source>Plain mean of the hourly utilisation, without weights: an hour with one GPU counts as much as one with a hundred.</source>
        <translation>各小时利用率的简单平均，不加权：一个 GPU 的小时与一百个 GPU 的小时同等计算。</translation>
    </message>
    <message>
        <source>The highest utilisation that was measured.</source>
        <translation>测得的最高利用率。</translation>
    </message>
    <message>
        <source>The lowest utilisation that was measured.</source>
        <translation>测得的最低利用率。</translation>
    </message>
    <message>
        <source>Half of the hours had this utilisation or less: nearest rank of the hourly values.</source>
        <translation>一半的小时利用率不超过此值：小时值的最近秩。</translation>
    </message>
    <message>
        <source>95 of 100 hours had this utilisation or less: nearest rank of the hourly values. Percentiles of hours are never averaged.</source>
        <translation>100 个小时中有 95 个利用率不超过此值：小时值的最近秩。各小时的百分位数从不取平均。</translation>
    </message>
    <message>
        <source>How much of the range the cluster has data for.</source>
        <translation>时间范围中集群有数据的比例。</translation>
    </message>
    <message>
        <source>Allocated GPU-hours times the price that the connection sets.</source>
        <translation>已分配 GPU·h × 连接所设的价格。</translation>
    </message>
    <message>
        <source>Held-idle GPU-hours times the price that the connection sets.</source>
        <translation>占用未用 GPU·h × 连接所设的价格。</translation>
    </message>
    <message>
        <source>Allocated GPU-hours as a part of the sum over all subjects of the same level.</source>
        <translation>已分配 GPU·h 占同级全部对象之和的比例。</translation>
    </message>
    <message>
        <source>Σ a / hours</source>
        <translation>Σ a / 小时数</translation>
    </message>
    <message>
        <source>Σ active workloads / hours</source>
        <translation>Σ 活跃工作负载 / 小时数</translation>
    </message>
    <message>
        <source>Σ a where u ≤ t</source>
        <translation>u ≤ t 时的 Σ a</translation>
    </message>
    <message>
        <source>Σ a where u is unknown + Σ c where a is unknown</source>
        <translation>u 未知时的 Σ a + a 未知时的 Σ c</translation>
    </message>
    <message>
        <source>max of max_utilization</source>
        <translation>max_utilization 的最大值</translation>
    </message>
    <message>
        <source>min of min_utilization</source>
        <translation>min_utilization 的最小值</translation>
    </message>
    <message>
        <source>sorted u, at floor((n − 1) · 0.5)</source>
        <translation>u 升序排列，位置 floor((n − 1) · 0.5)</translation>
    </message>
    <message>
        <source>sorted u, at floor((n − 1) · 0.95)</source>
        <translation>u 升序排列，位置 floor((n − 1) · 0.95)</translation>
    </message>
    <message>
        <source>100 · hours with data / hours of the range</source>
        <translation>100 · 有数据的小时数 / 时间范围的小时数</translation>
    </message>
    <message>
        <source>Σ a · price</source>
        <translation>Σ a · 单价</translation>
    </message>
    <message>
        <source>Σ (a − a·u/100) · price</source>
        <translation>Σ (a − a·u/100) · 单价</translation>
    </message>
    <message>
        <source>100 · Σ a / Σ a of all subjects</source>
        <translation>100 · Σ a / 全部对象的 Σ a</translation>
    </message>
    <message>
        <source>Σ (a − c·u/100) · price</source>
        <translation>Σ (a − c·u/100) · 单价</translation>
    </message>
    <message>
        <source>Σ max(0, a − c) + Σ a where c is unknown</source>
        <translation>Σ max(0, a − c) + c 未知时的 Σ a</translation>
    </message>
    <message>
        <source>What was allocated above the capacity, as when nodes fail, or while the capacity is unknown; of clusters. Used, held idle, unallocated and unknown add up to the capacity and this.</source>
        <translation>超出容量的分配（例如节点故障时），或容量未知期间的分配；仅用于集群。已使用、占用未用、未分配与未知之和等于容量加上此项。</translation>
    </message>
</context>
<context>
    <name>atlas::Derive</name>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>GPU-hours</source>
        <translation>GPU·h</translation>
    </message>
    <message>
        <source>Used GPU-hours</source>
        <translation>已使用 GPU·h</translation>
    </message>
    <message>
        <source>Held-idle GPU-hours</source>
        <translation>占用未用 GPU·h</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Average allocation</source>
        <translation>平均分配</translation>
    </message>
    <message>
        <source>Peak allocation</source>
        <translation>峰值分配</translation>
    </message>
    <message>
        <source>Active workloads</source>
        <translation>活跃工作负载</translation>
    </message>
    <message>
        <source>Other (%1)</source>
        <translation>其他（%1 个）</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>%1, lowest</source>
        <translation>%1（最低）</translation>
    </message>
    <message>
        <source>%1, highest</source>
        <translation>%1（最高）</translation>
    </message>
    <message>
        <source>GPU-hours idle below the threshold</source>
        <translation>低于阈值的空闲 GPU·h</translation>
    </message>
    <message>
        <source>GPU-hours of unknown use</source>
        <translation>使用未知 GPU·h</translation>
    </message>
    <message>
        <source>Unallocated GPU-hours</source>
        <translation>未分配 GPU·h</translation>
    </message>
    <message>
        <source>Capacity GPU-hours</source>
        <translation>容量 GPU·h</translation>
    </message>
    <message>
        <source>Allocation rate</source>
        <translation>分配率</translation>
    </message>
    <message>
        <source>Mean utilisation</source>
        <translation>平均利用率</translation>
    </message>
    <message>
        <source>Peak utilisation</source>
        <translation>峰值利用率</translation>
    </message>
    <message>
        <source>Lowest utilisation</source>
        <translation>最低利用率</translation>
    </message>
    <message>
        <source>P50 of the hours</source>
        <translation>小时值 P50</translation>
    </message>
    <message>
        <source>P95 of the hours</source>
        <translation>小时值 P95</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>数据覆盖率</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Cost of held-idle GPUs</source>
        <translation>占用未用成本</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>GPU-hours above the capacity</source>
        <translation>超出容量的 GPU·h</translation>
    </message>
</context>
<context>
    <name>atlas::DesktopNotifications</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>atlas::DimensionField</name>
    <message>
        <source>Label or annotation</source>
        <translation>标签或注解</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>atlas::Explore</name>
    <message>
        <source>Other (%1)</source>
        <translation>其他（%1 个）</translation>
    </message>
    <message>
        <source>Part of the sum</source>
        <translation>占合计</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
</context>
<context>
    <name>atlas::ExplorePage</name>
    <message>
        <source>Lines</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Stacked areas</source>
        <translation>堆叠面积</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>条形</translation>
    </message>
    <message>
        <source>Auto bucket</source>
        <translation>自动粒度</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>All that have rows in the range, ranked by the figure over all of it. Those that are selected are drawn beside the first of the ranking.</source>
        <translation>时间范围内有数据的所有对象，按整个范围的指标排行。选中的对象与排行靠前者一并绘出。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>时间粒度</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Which subjects</source>
        <translation>绘制哪些对象</translation>
    </message>
    <message>
        <source>First %1</source>
        <translation>前 %1 名</translation>
    </message>
    <message>
        <source>Only selected</source>
        <translation>仅选中</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Share of the sum</source>
        <translation>占合计比例</translation>
    </message>
    <message>
        <source>Subjects to choose from</source>
        <translation>可选对象</translation>
    </message>
    <message>
        <source>Find a subject: name, &gt;80, 10..20, ~regex   ( / )</source>
        <translation>查找对象：名称、&gt;80、10..20、~正则   ( / )</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>%1 of several subjects does not add up: parts on top of each other would mean nothing.</source>
        <translation>多个对象的%1不能相加：堆叠起来没有意义。</translation>
    </message>
    <message>
        <source>All that are not drawn by themselves, as one</source>
        <translation>未单独绘出的对象合为一项</translation>
    </message>
    <message>
        <source>Peaks, percentiles and plain means of several subjects together cannot be had from theirs</source>
        <translation>多个对象合并后的峰值、百分位数和简单平均无法由各自的值得出</translation>
    </message>
    <message>
        <source>Stacked areas in percent of their sum, with all others</source>
        <translation>堆叠面积按占合计的百分比显示，含其余全部</translation>
    </message>
    <message>
        <source>Nothing is drawn yet: select one or several rows here.</source>
        <translation>尚未绘出任何对象：请在此选择一行或多行。</translation>
    </message>
    <message>
        <source>Selected rows are drawn as well; Ctrl and Shift select several.</source>
        <translation>选中的行也会绘出；按住 Ctrl 或 Shift 可多选。</translation>
    </message>
    <message>
        <source>Quarters</source>
        <translation>季度</translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the range</source>
        <translation>
            <numerusform>范围内 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ExplorePresenter</name>
    <message>
        <source>There are no rows of this level in the range. Of workloads only the last 31 days of a range are fetched; some servers have none.</source>
        <translation>时间范围内没有此层级的数据。工作负载只获取范围内最后 31 天的数据；有些服务器没有工作负载数据。</translation>
    </message>
    <message>
        <source>Go to the newest data</source>
        <translation>转到最新数据</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>%1 of %2 h</source>
        <translation>%1 / %2 h</translation>
    </message>
    <message>
        <source>the others have no such figure together</source>
        <translation>其余对象合并后没有此指标</translation>
    </message>
</context>
<context>
    <name>atlas::ExportDialog</name>
    <message>
        <source>Save …</source>
        <translation>保存…</translation>
    </message>
</context>
<context>
    <name>atlas::ExportFile</name>
    <message>
        <source>%1 could not be written: %2. What was there before is as it was; choose another place or make room.</source>
        <translation>无法写入 %1：%2。原有内容未变；请换一个位置，或腾出空间。</translation>
    </message>
    <message>
        <source>The export was cancelled. What was there before is as it was.</source>
        <translation>导出已取消。原有内容未变。</translation>
    </message>
    <message>
        <source>it is a folder, and the file needs a name in it</source>
        <translation>该路径是文件夹，须指定其中的文件名</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>文件夹 %1 不存在</translation>
    </message>
    <message>
        <source>the file is protected from writing</source>
        <translation>文件受写保护</translation>
    </message>
    <message>
        <source>more than %1 are needed</source>
        <translation>需要 %1 以上</translation>
    </message>
    <message>
        <source>%1 are needed</source>
        <translation>需要 %1</translation>
    </message>
    <message>
        <source>%1, and files may not be so large there</source>
        <translation>%1，超出该位置允许的文件大小</translation>
    </message>
    <message>
        <source>the disk is full: %1, and %2 are free</source>
        <translation>磁盘已满：%1，可用 %2</translation>
    </message>
    <message>
        <source>The standard output could not be written: %1.</source>
        <translation>无法写入标准输出：%1。</translation>
    </message>
    <message>
        <source>there is a database, such as a store, and no export takes its place</source>
        <translation>该处是一个数据库（例如数据文件），导出不会取代它</translation>
    </message>
    <message>
        <source>The standard output is closed, so that nothing could be written; choose a file.</source>
        <translation>标准输出已关闭，无法写入；请指定文件。</translation>
    </message>
</context>
<context>
    <name>atlas::Exports</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG 矢量图</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>GPU Atlas bundle</source>
        <translation>GPU Atlas 数据包</translation>
    </message>
    <message>
        <source>Save: %1</source>
        <translation>保存：%1</translation>
    </message>
    <message>
        <source>Hours: %1</source>
        <translation>小时数据：%1</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印时间</translation>
    </message>
    <message>
        <source>Preview of a report</source>
        <translation>报告预览</translation>
    </message>
    <message>
        <source>No row with hours behind it is shown: there is nothing to save.</source>
        <translation>当前显示的行都没有对应的小时数据：没有可保存的内容。</translation>
    </message>
    <message>
        <source>GPU report</source>
        <translation>GPU 报告</translation>
    </message>
</context>
<context>
    <name>atlas::FactTile</name>
    <message>
        <source>Click: what it counts.</source>
        <translation>点击查看所计的内容。</translation>
    </message>
</context>
<context>
    <name>atlas::FilesText</name>
    <message>
        <source>The archive is encrypted. It was not read; unpack it first.</source>
        <translation>归档文件已加密。未读取；请先解压。</translation>
    </message>
    <message>
        <source>The archive has another archive or an export in it. It was not read; unpack it first.</source>
        <translation>归档文件中含有另一个归档文件或导出文件。未读取；请先解压。</translation>
    </message>
    <message>
        <source>Opening was cancelled.</source>
        <translation>已取消打开。</translation>
    </message>
    <message>
        <source>%1 was not opened. %2</source>
        <translation>未打开 %1。%2</translation>
    </message>
    <message>
        <source>Reading it takes too long. Nothing was changed; ask for a shorter time.</source>
        <translation>读取耗时过长。未作任何改动；请改为索取较短的时间范围。</translation>
    </message>
    <message>
        <source>The program that reads files ended while it read it. Nothing was changed; do not open it again.</source>
        <translation>读取文件的程序在读取时异常结束。未作任何改动；请不要再次打开该文件。</translation>
    </message>
    <message>
        <source>The program that reads files is missing: gpu-atlas-reader. Install it again.</source>
        <translation>缺少读取文件的程序 gpu-atlas-reader。请重新安装。</translation>
    </message>
    <message>
        <source>No file was named.</source>
        <translation>未指定文件。</translation>
    </message>
    <message>
        <source>What was read cannot be put in its place. Nothing was opened.</source>
        <translation>读取的内容无法保存到位。未打开任何文件。</translation>
    </message>
    <message>
        <source>It was changed while it was read. Open it again when it is finished.</source>
        <translation>文件在读取期间发生了变化。请在写入完成后重新打开。</translation>
    </message>
    <message>
        <source>There is no room for a copy of the file. Nothing was changed; make room or allow writing in %1.</source>
        <translation>没有空间存放文件的副本。未作任何改动；请腾出空间，或允许写入 %1。</translation>
    </message>
    <message>
        <source>It is a link. Open the file that it leads to.</source>
        <translation>这是一个链接。请打开它指向的文件。</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>导入已取消。</translation>
    </message>
    <message>
        <source>it is no regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>the server&apos;s answer is an error: %1</source>
        <translation>服务器的应答是错误：%1</translation>
    </message>
    <message>
        <source>it is no reply of the API</source>
        <translation>不是 API 的应答</translation>
    </message>
    <message>
        <source>The archive is damaged, encrypted or of a kind that is not read (zip, tar, gzip, zstd). Unpack it first.</source>
        <translation>归档文件已损坏、已加密，或格式不受支持（支持 zip、tar、gzip、zstd）。请先解压。</translation>
    </message>
    <message>
        <source>The archive unpacks to far more than its size. It was not read; ask for the files themselves.</source>
        <translation>归档文件解压后远大于其自身大小，未读取；请索取文件本身。</translation>
    </message>
    <message>
        <source>The archive has a file in it that is larger than any reply (64 MiB). It was not read; divide that file.</source>
        <translation>归档文件中有一个文件超过应答的大小上限（64 MiB），未读取；请拆分该文件。</translation>
    </message>
    <message>
        <source>The archive is of a kind that is not read; zip, tar, gzip and zstd are. Unpack it first.</source>
        <translation>该归档格式不受支持；支持 zip、tar、gzip 和 zstd。请先解压。</translation>
    </message>
    <message>
        <source>The archive cannot be read. Nothing was changed; fetch it again.</source>
        <translation>无法读取归档文件。未作任何更改；请重新获取。</translation>
    </message>
    <message>
        <source>The archive has more entries than are read (4096). It was not read; divide it.</source>
        <translation>归档文件的条目超过可读取的上限（4096 个），未读取；请拆分。</translation>
    </message>
    <message>
        <source>The archive has an entry whose name is no plain path. It was not read; ask for the files themselves.</source>
        <translation>归档文件中有条目的名称不是普通路径，未读取；请索取文件本身。</translation>
    </message>
    <message>
        <source>The archive has an entry twice. It was not read; unpack it first.</source>
        <translation>归档文件中有重复的条目，未读取；请先解压。</translation>
    </message>
    <message>
        <source>The archive has a link or a device in it. It was not read; ask for the files themselves.</source>
        <translation>归档文件中含有链接或设备，未读取；请索取文件本身。</translation>
    </message>
    <message>
        <source>The archive ends too early. It was not read; fetch it again.</source>
        <translation>归档文件不完整，未读取；请重新获取。</translation>
    </message>
    <message>
        <source>The program that reads files cannot do so on this system: its limits cannot be set. Nothing was opened.</source>
        <translation>读取文件的程序无法在此系统上运行：无法设置其限制。未打开任何文件。</translation>
    </message>
    <message>
        <source>The program that reads files cannot be started. Nothing was opened; install it again.</source>
        <translation>无法启动读取文件的程序。未打开任何文件；请重新安装。</translation>
    </message>
    <message>
        <source>The program that reads files said nothing of use. Nothing was opened; install it again.</source>
        <translation>读取文件的程序没有返回有效结果。未打开任何文件；请重新安装。</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed; check its permissions.</source>
        <translation>无法读取该文件。未作任何更改；请检查其权限。</translation>
    </message>
    <message>
        <source>It is neither an export of GPU Atlas nor a recorded reply. Nothing was changed; choose another file.</source>
        <translation>既不是 GPU Atlas 的导出文件，也不是录制的应答。未作任何更改；请选择其他文件。</translation>
    </message>
    <message>
        <source>It is neither an export of GPU Atlas nor a recorded reply that can be used: %1 Choose another file.</source>
        <translation>既不是 GPU Atlas 的导出文件，也不是可用的录制应答：%1 请选择其他文件。</translation>
    </message>
    <message>
        <source>There is no recorded reply in the folder. Nothing was changed; choose another one.</source>
        <translation>文件夹中没有录制的应答。未作任何更改；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Reading it needs more memory than is given to it (1 GB). Nothing was changed; ask for a shorter time.</source>
        <translation>读取所需的内存超过上限（1 GB）。未作任何更改；请索取较短时间范围的文件。</translation>
    </message>
    <message>
        <source>it is a link; name the file that it leads to</source>
        <translation>这是一个链接；请指定它所指向的文件</translation>
    </message>
    <message>
        <source>it is larger than any reply (64 MiB); divide it</source>
        <translation>超过应答的大小上限（64 MiB）；请拆分</translation>
    </message>
    <message>
        <source>It cannot be read. Nothing was changed; check that it is there, and its permissions.</source>
        <translation>无法读取。未作任何更改；请检查它是否存在及其权限。</translation>
    </message>
    <message>
        <source>It is no regular file. Choose a file, a folder or an archive.</source>
        <translation>不是普通文件。请选择文件、文件夹或归档文件。</translation>
    </message>
    <message>
        <source>It is larger than what is opened (512 MB). Ask for a shorter time, or divide it.</source>
        <translation>超过可打开的大小上限（512 MB）。请索取较短时间范围的文件，或将其拆分。</translation>
    </message>
    <message>
        <source>The folder has more files than are read (10,000). Divide it.</source>
        <translation>文件夹中的文件超过可读取的上限（10,000 个）。请拆分。</translation>
    </message>
</context>
<context>
    <name>atlas::FilterExpression</name>
    <message>
        <source>No column is called “%1”. The rows stay as they were; write the beginning of a column&apos;s title.</source>
        <translation>没有名为“%1”的列。各行保持不变；请输入列标题的开头。</translation>
    </message>
    <message>
        <source>“%1” is no regular expression: %2 at character %3. The rows stay as they were.</source>
        <translation>“%1”不是正则表达式：第 %3 个字符处 %2。各行保持不变。</translation>
    </message>
    <message>
        <source>“%1” holds text, which is not more or less than anything. The rows stay as they were; write a part of the text.</source>
        <translation>“%1”是文本，无法比较大小。表格保持不变；请输入文本的一部分。</translation>
    </message>
    <message>
        <source>“%1” holds times, by which rows are not filtered. The rows stay as they were; choose another range.</source>
        <translation>“%1”是时间，不能用于筛选。表格保持不变；请选择其他时间范围。</translation>
    </message>
    <message>
        <source>“%1” is a picture, by which rows are not filtered. The rows stay as they were.</source>
        <translation>“%1”是图形，不能用于筛选。表格保持不变。</translation>
    </message>
    <message>
        <source>“%1” holds numbers, and “%2” is no condition for one. The rows stay as they were; write &gt;80, &lt;=80, =80 or 10..20.</source>
        <translation>“%1”是数值，“%2”不是数值条件。表格保持不变；请输入 &gt;80、&lt;=80、=80 或 10..20。</translation>
    </message>
</context>
<context>
    <name>atlas::FilterField</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Text, &gt;80, &lt;=5, =0, 10..20, !not, ~regular expression; several at once. One column: utilisation:&lt;10. Spaces: &quot;two words&quot;.</source>
        <translation>文字、&gt;80、&lt;=5、=0、10..20、!排除、~正则表达式；可同时使用多项。限定一列：利用率:&lt;10。含空格：&quot;two words&quot;。</translation>
    </message>
</context>
<context>
    <name>atlas::FindingsList</name>
    <message>
        <source>What the test found</source>
        <translation>测试结果</translation>
    </message>
</context>
<context>
    <name>atlas::GroupedBarChart</name>
    <message numerus="yes">
        <source>Grouped bars of %n group(s)</source>
        <translation>
            <numerusform>分组条形图，共 %n 组</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::HeatmapChart</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Heat map of %1 rows and %2 columns</source>
        <translation>热力图，%1 行 × %2 列</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>atlas::HoursDialog</name>
    <message>
        <source>Save hours</source>
        <translation>保存小时数据</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Teams and other labels</source>
        <translation>团队及其他标签</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>an hour, as the store has it</source>
        <translation>一小时（与数据文件一致）</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>一周</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>一个月</translation>
    </message>
    <message>
        <source>the whole range</source>
        <translation>整个时间范围</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>CSV for spreadsheets</source>
        <translation>供电子表格使用的 CSV</translation>
    </message>
    <message>
        <source>CSV for programs</source>
        <translation>供程序使用的 CSV</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>A row is</source>
        <translation>每行为</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>a quarter</source>
        <translation>一个季度</translation>
    </message>
    <message>
        <source>No label or annotation of these clusters has hourly rows.</source>
        <translation>这些集群的标签和注解都没有小时数据。</translation>
    </message>
</context>
<context>
    <name>atlas::JobArea</name>
    <message>
        <source>Do not show this any longer</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1：%2（%3）</translation>
    </message>
    <message>
        <source>%1: writing %2 …</source>
        <translation>%1：正在写入 %2…</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>atlas::KeyFigureTile</name>
    <message>
        <source>of %1 %2</source>
        <translation>/ %1 %2</translation>
    </message>
    <message>
        <source>%1 of the hours have data.</source>
        <translation>%1 的小时有数据。</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>nothing to compare with</source>
        <translation>无可比数据</translation>
    </message>
    <message>
        <source>Click: where it comes from.</source>
        <translation>单击查看数据来源。</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>atlas::LevelExport</name>
    <message>
        <source>No hour starts in this range: give a start before the end.</source>
        <translation>该时间范围内没有小时起点：开始时间须早于结束时间。</translation>
    </message>
    <message>
        <source>No cluster is named. There are: %1.</source>
        <translation>未指定集群。可选：%1。</translation>
    </message>
    <message>
        <source>There are no clusters yet: import or fetch some data first.</source>
        <translation>还没有集群：须先导入或获取数据。</translation>
    </message>
    <message>
        <source>There is no cluster “%1”. There are: %2.</source>
        <translation>没有集群“%1”。可选：%2。</translation>
    </message>
    <message>
        <source>No label or annotation of these clusters has hourly rows.</source>
        <translation>这些集群的标签和注解都没有小时数据。</translation>
    </message>
    <message>
        <source>Which label or annotation? There are: %1.</source>
        <translation>须指定标签或注解。可选：%1。</translation>
    </message>
    <message>
        <source>There is no “%1”. There are: %2.</source>
        <translation>没有“%1”。可选：%2。</translation>
    </message>
    <message>
        <source>There is no column “%1”. There are: %2.</source>
        <translation>没有列“%1”。可选：%2。</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>可选：%1。</translation>
    </message>
    <message>
        <source>More than %1 rows cannot be sorted; leave the order out (then it is that of the hours) or take a shorter range.</source>
        <translation>超过 %1 行无法排序；请不指定排序（即按小时排列），或缩短时间范围。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2 h</source>
        <translation>%1 / %2 h</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>数据覆盖率</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Unverified hours</source>
        <translation>未核实的小时</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Program version</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Allocated GPUs</source>
        <translation>已分配 GPU</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Allocation rate</source>
        <translation>分配率</translation>
    </message>
    <message>
        <source>Average utilisation</source>
        <translation>平均利用率</translation>
    </message>
    <message>
        <source>Highest utilisation</source>
        <translation>最高利用率</translation>
    </message>
    <message>
        <source>Lowest utilisation</source>
        <translation>最低利用率</translation>
    </message>
    <message>
        <source>P50 of the utilisation</source>
        <translation>利用率 P50</translation>
    </message>
    <message>
        <source>P95 of the utilisation</source>
        <translation>利用率 P95</translation>
    </message>
    <message>
        <source>Active workloads</source>
        <translation>活跃工作负载</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>采样数</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时数据</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>时间粒度</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Hours with a row</source>
        <translation>有数据行的小时</translation>
    </message>
    <message>
        <source>Hours with data of the cluster</source>
        <translation>集群有数据的小时</translation>
    </message>
    <message>
        <source>Hours of the bucket</source>
        <translation>粒度内的小时</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written, and what was there before is as it was.</source>
        <translation>已取消：未写入任何内容，原有内容未变。</translation>
    </message>
    <message>
        <source>Nobody is called “%1” in this range.</source>
        <translation>该时间范围内没有名为“%1”的对象。</translation>
    </message>
    <message>
        <source>The column %1 is named twice.</source>
        <translation>列 %1 指定了两次。</translation>
    </message>
    <message>
        <source>all GPUs of the cluster</source>
        <translation>集群的全部 GPU</translation>
    </message>
    <message>
        <source>allocated GPUs</source>
        <translation>已分配 GPU</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 %2 for a GPU·h</source>
        <translation>每 GPU·h %1 %2</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>Utilisation measured over</source>
        <translation>利用率的基数</translation>
    </message>
    <message>
        <source>Hours of zeros with GPUs allocated</source>
        <translation>已分配 GPU 的全零小时</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Hours of the range</source>
        <translation>范围内的小时</translation>
    </message>
</context>
<context>
    <name>atlas::LinkText</name>
    <message>
        <source>This is no link of GPU Atlas: such a link begins with %1.</source>
        <translation>这不是 GPU Atlas 的链接：此类链接以 %1 开头。</translation>
    </message>
    <message>
        <source>What was pasted is neither a link of GPU Atlas nor a range such as %1.</source>
        <translation>粘贴的内容既不是 GPU Atlas 的链接，也不是 %1 这样的时间范围。</translation>
    </message>
    <message numerus="yes">
        <source>The link was not followed, since %n part(s) of it are not understood: %1.</source>
        <translation>
            <numerusform>未打开该链接，因为其中 %n 个部分无法识别：%1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ListText</name>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a sentence behind another</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>atlas::LiveSession</name>
    <message>
        <source>API %1</source>
        <translation>API %1</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::LogView</name>
    <message>
        <source>Details of the chosen row</source>
        <translation>所选行的详情</translation>
    </message>
</context>
<context>
    <name>atlas::MainWindow</name>
    <message>
        <source>GPU Atlas</source>
        <translation>GPU Atlas</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 – GPU Atlas</source>
        <translation>%1 – GPU Atlas</translation>
    </message>
    <message>
        <source>Looking for the API at %1 …</source>
        <translation>正在 %1 查找 API…</translation>
    </message>
    <message>
        <source>Go to a page, subject, range or action</source>
        <translation>转到页面、对象、时间范围或操作</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>One range back</source>
        <translation>后退一个时间范围</translation>
    </message>
    <message>
        <source>One range forward</source>
        <translation>前进一个时间范围</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Copy a link to this view</source>
        <translation>复制此视图的链接</translation>
    </message>
    <message>
        <source>The link is on the clipboard.</source>
        <translation>链接已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Copy the range</source>
        <translation>复制时间范围</translation>
    </message>
    <message>
        <source>The range is on the clipboard.</source>
        <translation>时间范围已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Paste a range or link</source>
        <translation>粘贴时间范围或链接</translation>
    </message>
    <message>
        <source>Save this view, or manage saved views</source>
        <translation>保存此视图，或管理保存的视图</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部快捷键</translation>
    </message>
    <message>
        <source>The link is about clusters that this source does not have: %1. Open the source that has them, then paste the link again.</source>
        <translation>该链接涉及此数据来源中没有的集群：%1。请打开含有这些集群的数据来源，再粘贴一次链接。</translation>
    </message>
    <message>
        <source>The pages, in order</source>
        <translation>依次切换各页面</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open a folder of replies</source>
        <translation>打开应答文件夹</translation>
    </message>
    <message>
        <source>Open files beside those that are open</source>
        <translation>在已打开的文件之外再打开文件</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save the tables of this page as a workbook</source>
        <translation>将此页的表格保存为工作簿</translation>
    </message>
    <message>
        <source>Save this page as a picture (PNG)</source>
        <translation>将此页保存为图片 (PNG)</translation>
    </message>
    <message>
        <source>Save this page as a drawing (SVG)</source>
        <translation>将此页保存为矢量图 (SVG)</translation>
    </message>
    <message>
        <source>Save this page as a document (PDF)</source>
        <translation>将此页保存为文档 (PDF)</translation>
    </message>
    <message>
        <source>Print this page</source>
        <translation>打印此页</translation>
    </message>
    <message>
        <source>Save hours of a level</source>
        <translation>保存某一层级的小时数据</translation>
    </message>
    <message>
        <source>Report of a range</source>
        <translation>时间范围报告</translation>
    </message>
    <message>
        <source>Bundle for somebody else</source>
        <translation>供他人使用的数据包</translation>
    </message>
    <message>
        <source>This page as a workbook …</source>
        <translation>此页存为工作簿…</translation>
    </message>
    <message>
        <source>This page as a picture (PNG) …</source>
        <translation>此页存为图片 (PNG)…</translation>
    </message>
    <message>
        <source>This page as a drawing (SVG) …</source>
        <translation>此页存为矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>This page as a document (PDF) …</source>
        <translation>此页存为文档 (PDF)…</translation>
    </message>
    <message>
        <source>Print this page …</source>
        <translation>打印此页…</translation>
    </message>
    <message>
        <source>Hours …</source>
        <translation>小时数据…</translation>
    </message>
    <message>
        <source>Report …</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Bundle …</source>
        <translation>数据包…</translation>
    </message>
    <message>
        <source>Pictures in the colours of the screen</source>
        <translation>图片采用屏幕配色</translation>
    </message>
    <message>
        <source>CSV says in its first lines what it is of</source>
        <translation>在 CSV 开头几行注明数据说明</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are still being written. Close the window and give them up?</source>
        <translation>
            <numerusform>还有 %n 个文件正在写入。要放弃写入并关闭窗口吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>What is not finished leaves no file behind; files that were there before stay whole.</source>
        <translation>未完成的写入不会留下文件；原有文件保持完整。</translation>
    </message>
    <message>
        <source>Give up and close</source>
        <translation>放弃并关闭</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续写入</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>a view</source>
        <translation>视图</translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s)</source>
        <translation>
            <numerusform>%n 条告警规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Show …</source>
        <translation>显示…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>All that can be opened (%1)</source>
        <translation>所有可打开的文件 (%1)</translation>
    </message>
    <message>
        <source>Bundles (*.gpuatlas)</source>
        <translation>数据包 (*.gpuatlas)</translation>
    </message>
    <message>
        <source>Open in the place of what is open</source>
        <translation>替换已打开的内容</translation>
    </message>
    <message>
        <source>Open beside what is open</source>
        <translation>与已打开的内容并列打开</translation>
    </message>
    <message>
        <source>What was opened comes with: %1.</source>
        <translation>所打开的内容附带：%1。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>atlas::NameFilterText</name>
    <message>
        <source>The expression &quot;%1&quot; is not valid at its character %2: %3.</source>
        <translation>表达式“%1”在第 %2 个字符处无效：%3。</translation>
    </message>
</context>
<context>
    <name>atlas::NamespacesPage</name>
    <message>
        <source>Ranking</source>
        <translation>排行</translation>
    </message>
    <message>
        <source>All namespaces</source>
        <translation>全部命名空间</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排小图</translation>
    </message>
    <message>
        <source>The first namespaces of the ranking, a small chart each: average GPUs (Σ allocated / hours in which the cluster has data) or utilisation (weighted by allocated GPUs) bucket by bucket, on one scale or each on its own.</source>
        <translation>排行靠前的命名空间各一幅小图：按时间粒度显示平均 GPU 数（Σ 已分配 ÷ 集群有数据的小时数）或利用率（按已分配 GPU 加权），共用刻度或各用刻度。</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>Average GPUs of the range against the newest quota of the namespace: used, held idle, and what is left. Where more was held than the quota allows, the bar is as long as what was held.</source>
        <translation>时间范围内的平均 GPU 数与命名空间最新配额的对比：已使用、占用未用和剩余。占用超过配额时，条形长度为占用量。</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Top 10</source>
        <translation>前 10 名</translation>
    </message>
    <message>
        <source>Top 5</source>
        <translation>前 5 名</translation>
    </message>
    <message>
        <source>Top 20</source>
        <translation>前 20 名</translation>
    </message>
    <message>
        <source>Top 50</source>
        <translation>前 50 名</translation>
    </message>
    <message>
        <source>Figure of the small charts</source>
        <translation>小图的指标</translation>
    </message>
    <message>
        <source>Scale of the small charts</source>
        <translation>小图的刻度</translation>
    </message>
    <message>
        <source>One scale</source>
        <translation>共用刻度</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>各用刻度</translation>
    </message>
    <message>
        <source>No namespace of this range has a quota: the server gives none.</source>
        <translation>此时间范围内没有命名空间设有配额：服务器未提供。</translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>The first namespaces, and the sum of all others where the figure adds up; where that is much longer than all bars its own is cut, with a mark.</source>
        <translation>排在前列的命名空间；指标可相加时另列其余合计，若其远长于其他条形，则截断并加标记。</translation>
    </message>
</context>
<context>
    <name>atlas::NavigatorStrip</name>
    <message>
        <source>Part of the time shown</source>
        <translation>当前显示的时间段</translation>
    </message>
</context>
<context>
    <name>atlas::OpenedDialog</name>
    <message>
        <source>Opened files</source>
        <translation>已打开的文件</translation>
    </message>
    <message>
        <source>Nobody vouches for what these files say: they were read by a process of its own into a private copy, which goes when it is closed. Nothing of it is mixed with what servers answer. To keep it in a cache of your own: gpu-atlasctl import --store CACHE FILE</source>
        <translation>这些文件的内容未经核实：它们由独立进程读入私有副本，关闭后副本即删除，不会与服务器返回的数据混合。若要保留在自己的缓存中：gpu-atlasctl import --store CACHE FILE</translation>
    </message>
    <message>
        <source>Show figures with the time zone, price and settings of the files</source>
        <translation>按文件中的时区、单价和设置显示指标</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Recorded replies</source>
        <translation>录制的应答</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>%1 rows, %2 snapshots</source>
        <translation>%1 行，%2 个快照</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>无法使用</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写出时间</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>写出程序</translation>
    </message>
    <message>
        <source>GPU Atlas %1</source>
        <translation>GPU Atlas %1</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>校验值</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已略过</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Show the view that it was saved with</source>
        <translation>显示保存时的视图</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n alert rule(s)</source>
        <translation>
            <numerusform>采用 %n 条告警规则</numerusform>
        </translation>
    </message>
    <message>
        <source>The rules are on the page Alerts now</source>
        <translation>规则已加入告警页面</translation>
    </message>
</context>
<context>
    <name>atlas::Overview</name>
    <message>
        <source>vs %1</source>
        <translation>对比%1</translation>
    </message>
    <message>
        <source>vs %1 % of %2</source>
        <translation>对比%2的 %1 %</translation>
    </message>
    <message>
        <source>Allocation rate</source>
        <translation>分配率</translation>
    </message>
    <message>
        <source>GPU-hours allocated of the GPU-hours of the capacity.</source>
        <translation>已分配 GPU·h 占容量 GPU·h 的比例。</translation>
    </message>
    <message>
        <source>Unknown: the capacity is not known in this range.</source>
        <translation>未知：此范围内容量未知。</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Unknown: no utilisation was measured on allocated GPUs in this range.</source>
        <translation>未知：此范围内没有已分配 GPU 的利用率测量值。</translation>
    </message>
    <message>
        <source>Mean weighted by allocated GPUs; this server measures it over all GPUs.</source>
        <translation>按已分配 GPU 加权的平均值；该服务器的利用率以全部 GPU 为基数。</translation>
    </message>
    <message>
        <source>Mean weighted by allocated GPUs; measured over the allocated GPUs.</source>
        <translation>按已分配 GPU 加权的平均值；利用率以已分配 GPU 为基数。</translation>
    </message>
    <message>
        <source>GPUs allocated</source>
        <translation>已分配 GPU</translation>
    </message>
    <message>
        <source>Mean over the hours with data, of the mean capacity.</source>
        <translation>有数据各小时的平均值，以平均容量为基数。</translation>
    </message>
    <message>
        <source>Active workloads</source>
        <translation>活跃工作负载</translation>
    </message>
    <message>
        <source>Mean over the hours with data; at most %1.</source>
        <translation>有数据各小时的平均值；最多 %1。</translation>
    </message>
    <message>
        <source>Unknown: the rows of this range do not count workloads.</source>
        <translation>未知：此范围的数据没有工作负载计数。</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>数据覆盖率</translation>
    </message>
    <message>
        <source>%1 of %2 hours have data.</source>
        <translation>%2 个小时中有 %1 个小时有数据。</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>P50</source>
        <translation>P50</translation>
    </message>
    <message>
        <source>P50 of hours</source>
        <translation>小时值 P50</translation>
    </message>
    <message>
        <source>P95</source>
        <translation>P95</translation>
    </message>
    <message>
        <source>P95 of hours</source>
        <translation>小时值 P95</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>What the GPU-hours did</source>
        <translation>GPU·h 去向</translation>
    </message>
    <message>
        <source>Of the</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Allocation rate and utilisation</source>
        <translation>分配率与利用率</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Top namespaces by GPU-hours</source>
        <translation>GPU·h 最多的命名空间</translation>
    </message>
    <message>
        <source>Top namespaces by held-idle GPU-hours</source>
        <translation>占用未用 GPU·h 最多的命名空间</translation>
    </message>
    <message>
        <source>per day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>per week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>per month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>per hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Cost (%1)</source>
        <translation>成本（%1）</translation>
    </message>
    <message>
        <source>GPU-hours allocated at %1 %2 a GPU·h; %3 %2 of it for GPUs held idle.</source>
        <translation>已分配 GPU·h，每 GPU·h %1 %2；其中 %3 %2 用于占用未用的 GPU。</translation>
    </message>
    <message>
        <source>%1 by hour of the week</source>
        <translation>一周各小时的%1</translation>
    </message>
    <message>
        <source>Allocated GPUs</source>
        <translation>已分配 GPU</translation>
    </message>
    <message>
        <source>GPUs held idle</source>
        <translation>占用未用 GPU</translation>
    </message>
    <message>
        <source>per quarter</source>
        <translation>每季度</translation>
    </message>
    <message numerus="yes">
        <source>no forecast: it needs three weeks of hours, %n are known</source>
        <translation>
            <numerusform>没有预测：需要三周的小时数据，已知 %n 个小时</numerusform>
        </translation>
    </message>
    <message>
        <source>no forecast: on the past it missed by %1 on the mean, the week before by %2</source>
        <translation>没有预测：回测平均误差 %1，而直接取前一周为 %2</translation>
    </message>
    <message>
        <source>no forecast: on the past only %1 of the hours fell into its interval</source>
        <translation>没有预测：回测中只有 %1 的小时落入其区间</translation>
    </message>
    <message>
        <source>no forecast: the range does not reach the newest data</source>
        <translation>没有预测：时间范围未到最新数据</translation>
    </message>
    <message>
        <source>no forecast in weeks or months: choose hours or days</source>
        <translation>按周或月时没有预测：请选择小时或日</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>forecast: off by %1 on the mean in the past (the week before: %2), %3 in its band</source>
        <translation>预测：回测平均误差 %1（直接取前一周：%2），%3 落入色带</translation>
    </message>
    <message>
        <source>%1 % of it vs %2</source>
        <translation>为%2的 %1 %</translation>
    </message>
    <message>
        <source>%1 of it above the capacity</source>
        <translation>其中 %1 超出容量</translation>
    </message>
    <message>
        <source>Above the capacity</source>
        <translation>超出容量</translation>
    </message>
</context>
<context>
    <name>atlas::OverviewPage</name>
    <message>
        <source>What the GPU-hours did</source>
        <translation>GPU·h 去向</translation>
    </message>
    <message>
        <source>The capacity&apos;s GPU-hours: used (allocated × utilisation), held idle (allocated − used), unallocated, and unknown where a figure is missing. The parts add up to the capacity; where more was allocated than there was, to that.</source>
        <translation>容量对应的 GPU·h：已使用（已分配 × 利用率）、占用未用（已分配 − 已使用）、未分配，以及缺少数据时的未知。各部分之和等于容量；分配超过容量时等于已分配。</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Capacity and allocated GPUs, mean over each bucket&apos;s hours with data.</source>
        <translation>容量与已分配 GPU，取每个时间粒度内有数据小时的平均值。</translation>
    </message>
    <message>
        <source>Allocation rate and utilisation</source>
        <translation>分配率与利用率</translation>
    </message>
    <message>
        <source>Most GPU-hours</source>
        <translation>GPU·h 最多</translation>
    </message>
    <message>
        <source>Namespaces by allocated GPU-hours, split into used, held idle and unknown; the share is of all namespaces.</source>
        <translation>按已分配 GPU·h 排列的命名空间，分为已使用、占用未用和未知；占比以全部命名空间为基数。</translation>
    </message>
    <message>
        <source>Most held idle</source>
        <translation>占用未用最多</translation>
    </message>
    <message>
        <source>capacity %1</source>
        <translation>容量 %1</translation>
    </message>
    <message>
        <source>top %1 of %2</source>
        <translation>前 %1 名，共 %2 个</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>一周分布</translation>
    </message>
    <message>
        <source>The range&apos;s hours that fall in the same hour of the week: utilisation weighted by allocated GPUs, allocation rate Σ allocated / Σ capacity, or the mean of the GPUs allocated or held idle. Hatched: no such hour in which the figure is known.</source>
        <translation>时间范围内处于一周同一小时的各小时：利用率按已分配 GPU 加权，分配率为 Σ 已分配 ÷ Σ 容量，或取已分配、占用未用 GPU 的平均值。斜线：没有指标已知的小时。</translation>
    </message>
    <message>
        <source>Firing alerts</source>
        <translation>触发中的告警</translation>
    </message>
    <message>
        <source>Rules whose condition holds now, and for whom. A click opens the page of alerts with the subject selected.</source>
        <translation>当前条件满足的规则及其对象。单击可打开告警页面并选中该对象。</translation>
    </message>
    <message>
        <source>Figure of the heat map</source>
        <translation>热力图的指标</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Continues the allocated GPUs by what the same hours of the last weeks were, with the interval that held nine of ten hours in the past</source>
        <translation>按最近几周相同小时的值延续已分配 GPU，并给出过去十个小时中有九个落入的区间</translation>
    </message>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n 条触发中</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fires: no rule&apos;s condition holds now.</source>
        <translation>没有触发：当前没有规则的条件满足。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>figure, its definition</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The band is from the lowest to the highest value. P50 and P95 of an hour are over its samples; of longer buckets over their hours.</source>
        <translation>色带为最低值至最高值。一小时的 P50、P95 取自该小时的采样点，更长的时间粒度取自其中各小时。</translation>
    </message>
    <message>
        <source>There are no rows of namespaces in this range.</source>
        <translation>该时间范围内没有命名空间数据。</translation>
    </message>
</context>
<context>
    <name>atlas::PageRail</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Ctrl+%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1，%n 条待处理</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::PageRegistry</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
</context>
<context>
    <name>atlas::Presenter</name>
    <message>
        <source>The hours of this range are being fetched; they appear as they arrive.</source>
        <translation>正在获取此范围的小时数据，到达后随即显示。</translation>
    </message>
    <message>
        <source>%1 has no cluster yet.</source>
        <translation>%1 中还没有集群。</translation>
    </message>
    <message>
        <source>%1 has no hours of %2 in %3.</source>
        <translation>%1 中没有 %2 在 %3 内的小时数据。</translation>
    </message>
    <message>
        <source>Go to the newest data</source>
        <translation>转到最新数据</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Show a shorter range</source>
        <translation>缩短时间范围</translation>
    </message>
    <message>
        <source>There is not enough memory to show this range.</source>
        <translation>内存不足，无法显示此时间范围。</translation>
    </message>
    <message>
        <source>Choose other data …</source>
        <translation>选择其他数据…</translation>
    </message>
    <message>
        <source>%1 has no hour in %2 for which all of %3 have data.</source>
        <translation>%1 中没有 %3 在 %2 内均有数据的小时。</translation>
    </message>
</context>
<context>
    <name>atlas::PreviewDialog</name>
    <message>
        <source>Previous page (Page up)</source>
        <translation>上一页 (Page Up)</translation>
    </message>
    <message>
        <source>Next page (Page down)</source>
        <translation>下一页 (Page Down)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+−)</source>
        <translation>缩小 (Ctrl+−)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>放大 (Ctrl++)</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Whole width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>atlas::Provenance</name>
    <message>
        <source>Allocated a</source>
        <translation>已分配 a</translation>
    </message>
    <message>
        <source>Capacity c</source>
        <translation>容量 c</translation>
    </message>
    <message>
        <source>Utilisation u</source>
        <translation>利用率 u</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>Active workloads</source>
        <translation>活跃工作负载</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>是否计入</translation>
    </message>
    <message>
        <source>Fetched at</source>
        <translation>获取时间</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>no: the cluster has no row</source>
        <translation>否：集群没有数据行</translation>
    </message>
    <message>
        <source>as 0: no row</source>
        <translation>按 0：没有数据行</translation>
    </message>
    <message>
        <source>in part: a value cannot be</source>
        <translation>部分：有不可能的值</translation>
    </message>
    <message>
        <source>in part: a is unknown</source>
        <translation>部分：a 未知</translation>
    </message>
    <message>
        <source>in part: u is unknown</source>
        <translation>部分：u 未知</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>n = %1, value at %2 of the sorted list (from 0)</source>
        <translation>n = %1，取排序列表第 %2 位（从 0 起）</translation>
    </message>
    <message>
        <source>in the hour of %1</source>
        <translation>在 %1 的小时</translation>
    </message>
    <message>
        <source>Rows in the range</source>
        <translation>范围内的数据行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Σ a, allocated</source>
        <translation>Σ a，已分配</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Of unknown use</source>
        <translation>使用未知</translation>
    </message>
    <message>
        <source>Σ c, capacity</source>
        <translation>Σ c，容量</translation>
    </message>
    <message>
        <source>Σ c, quota</source>
        <translation>Σ c，配额</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Hours of the range</source>
        <translation>范围内的小时</translation>
    </message>
    <message>
        <source>Hours counted: the cluster has data</source>
        <translation>计入的小时：集群有数据</translation>
    </message>
    <message>
        <source>Hours with a row of its own</source>
        <translation>自身有数据行的小时</translation>
    </message>
    <message>
        <source>Hours whose utilisation is unknown</source>
        <translation>利用率未知的小时</translation>
    </message>
    <message>
        <source>Rows with a value that cannot be</source>
        <translation>含不可能值的数据行</translation>
    </message>
    <message>
        <source>All-zero hours</source>
        <translation>全零小时</translation>
    </message>
    <message>
        <source>%1, taken as unknown</source>
        <translation>%1，视为未知</translation>
    </message>
    <message>
        <source>%1, taken as measured</source>
        <translation>%1，视为测量值</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>数据覆盖率</translation>
    </message>
    <message>
        <source>Threshold t</source>
        <translation>阈值 t</translation>
    </message>
    <message>
        <source>Utilisation is measured</source>
        <translation>利用率的测量基数</translation>
    </message>
    <message>
        <source>over all GPUs</source>
        <translation>全部 GPU</translation>
    </message>
    <message>
        <source>over the allocated GPUs</source>
        <translation>已分配 GPU</translation>
    </message>
    <message>
        <source>Price of a GPU-hour</source>
        <translation>GPU 时价格</translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>by no request that is known: imported or simulated</source>
        <translation>没有已知的请求：导入或模拟所得</translation>
    </message>
    <message>
        <source>%1, %2:00 to %3:00 of each week · %4</source>
        <comment>a day of the week, hours, a time range</comment>
        <translation>每周%1 %2:00 至 %3:00 · %4</translation>
    </message>
    <message>
        <source>Mean of the hours in which it is known</source>
        <translation>已知小时的平均值</translation>
    </message>
    <message>
        <source>Allocated above the capacity</source>
        <translation>超出容量的分配</translation>
    </message>
</context>
<context>
    <name>atlas::ProvenancePanel</name>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation>复制 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Where a figure comes from</source>
        <translation>数值来源</translation>
    </message>
    <message>
        <source>The rows behind it</source>
        <translation>背后的数据行</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>atlas::RangeDialog</name>
    <message>
        <source>Range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To, not included</source>
        <translation>结束（不含）</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>The end must lie behind the start.</source>
        <translation>结束时间必须晚于开始时间。</translation>
    </message>
    <message>
        <source>Clocks are set forward: this time does not exist.</source>
        <translation>时钟拨快：此时间不存在。</translation>
    </message>
    <message>
        <source>%1: whole hours of UTC, %2</source>
        <translation>%1：取 UTC 整点，%2</translation>
    </message>
</context>
<context>
    <name>atlas::RangeField</name>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>As shown</source>
        <translation>与当前显示相同</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>All hours</source>
        <translation>全部小时</translation>
    </message>
</context>
<context>
    <name>atlas::RankingChart</name>
    <message>
        <source>Total  %1</source>
        <translation>合计  %1</translation>
    </message>
    <message numerus="yes">
        <source>Ranking of %n bar(s)</source>
        <translation>
            <numerusform>排行图，共 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ReadFiles</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Renderer</name>
    <message>
        <source>The page was not complete after a minute; no picture was written.</source>
        <translation>页面一分钟后仍未完成，未写出图片。</translation>
    </message>
</context>
<context>
    <name>atlas::Report</name>
    <message>
        <source>Week %1</source>
        <translation>第 %1 周</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>month, year</comment>
        <translation>%2 年 %1</translation>
    </message>
    <message>
        <source>Quarter %1 of %2</source>
        <translation>%2 年第 %1 季度</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>本周期</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>上一周期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>对比周期</translation>
    </message>
    <message>
        <source>Hours with data</source>
        <translation>有数据的小时</translation>
    </message>
    <message>
        <source>%1 of %2 (%3)</source>
        <comment>hours, hours, percent</comment>
        <translation>%1 / %2（%3）</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>%1 %2 a GPU·h</source>
        <comment>amount, currency</comment>
        <translation>每 GPU·h %1 %2</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>The report was cancelled; nothing was written.</source>
        <translation>报告已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>The range holds no whole hour: give a start before the end.</source>
        <translation>时间范围不含任何完整小时：开始时间须早于结束时间。</translation>
    </message>
    <message>
        <source>There is no cluster to report on.</source>
        <translation>没有可供报告的集群。</translation>
    </message>
    <message>
        <source>The store has no clusters yet: import or sync some data first.</source>
        <translation>数据文件中还没有集群：须先导入或同步数据。</translation>
    </message>
    <message>
        <source>The store has no cluster &quot;%1&quot;. It has: %2.</source>
        <translation>数据文件中没有集群“%1”。现有集群：%2。</translation>
    </message>
    <message>
        <source>GPU report: %1</source>
        <translation>GPU 使用报告：%1</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Fires for</source>
        <translation>触发条件</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>触发次数</translation>
    </message>
    <message>
        <source>What fired</source>
        <translation>触发的告警</translation>
    </message>
    <message>
        <source>Fired at</source>
        <translation>触发时间</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差值</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; was not looked at: %2</source>
        <translation>未评估规则“%1”：%2</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; was not looked at: the hours that it is about are too many for a range as long as this one.</source>
        <translation>未评估规则“%1”：时间范围过长，该规则涉及的小时数据过多。</translation>
    </message>
    <message>
        <source>lasts</source>
        <translation>持续中</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Above the capacity</source>
        <translation>超出容量</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>逐小时</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>逐日</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>所属集群</translation>
    </message>
    <message>
        <source>The range was not over when this was made, at %1.</source>
        <translation>生成本报告时（%1），该时间范围尚未结束。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of these clusters could not be used, of any time; the page Data says which and why.</source>
        <translation>
            <numerusform>这些集群有 %n 行数据无法使用（不限时间范围），明细及原因见数据页面。</numerusform>
        </translation>
    </message>
    <message>
        <source>Hours of the range</source>
        <translation>范围内的小时</translation>
    </message>
    <message>
        <source>In the range</source>
        <translation>范围内</translation>
    </message>
    <message>
        <source>With data</source>
        <translation>有数据</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>数据覆盖率</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>未核实</translation>
    </message>
    <message>
        <source>All zero</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>Impossible figures</source>
        <translation>含不可能值</translation>
    </message>
    <message>
        <source>Differ from namespaces</source>
        <translation>与命名空间不一致</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Without data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1 of %2 hours have data (%3): every total is of those.</source>
        <translation>%2 个小时中有 %1 个有数据（%3），各项合计均以有数据的小时为准。</translation>
    </message>
    <message>
        <source>%1 were allocated; the capacity is not known. %2 of what was allocated was used.</source>
        <translation>已分配 %1，容量未知；已分配部分的利用率为 %2。</translation>
    </message>
    <message>
        <source>Of %1 of capacity %2 was allocated</source>
        <translation>容量共 %1，分配率为 %2</translation>
    </message>
    <message>
        <source>%1; of what was allocated %2 was used.</source>
        <translation>%1；已分配部分的利用率为 %2。</translation>
    </message>
    <message>
        <source>%1; nothing is known of their use.</source>
        <translation>%1；使用情况未知。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, amount</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 were held idle, %2 of what was allocated</source>
        <translation>占用未用共 %1，占已分配的 %2</translation>
    </message>
    <message>
        <source>, worth %1 %2</source>
        <translation>，折合成本 %1 %2</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>%1; most by %2.</source>
        <translation>%1；主要来自 %2。</translation>
    </message>
    <message>
        <source>No alert rule fired.</source>
        <translation>没有告警规则触发。</translation>
    </message>
    <message numerus="yes">
        <source>Alert rules fired %n time(s)</source>
        <translation>
            <numerusform>告警规则共触发 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; all are over.</source>
        <translation>%1，均已解除。</translation>
    </message>
    <message>
        <source>The %1, %2, has no data to compare with.</source>
        <translation>%1（%2）没有可供对比的数据。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Over equally long parts of both periods, %1 each:</source>
        <translation>取两个周期中等长的部分（各 %1）进行对比：</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>走势</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>figure, per hour</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Capacity and allocated GPUs</source>
        <translation>容量与已分配 GPU</translation>
    </message>
    <message>
        <source>Allocation rate and utilisation (%)</source>
        <translation>分配率与利用率（%）</translation>
    </message>
    <message>
        <source>The band is from the lowest to the highest utilisation that was measured. Where no data are, the lines have gaps.</source>
        <translation>色带为测得的最低至最高利用率。没有数据之处，曲线断开。</translation>
    </message>
    <message>
        <source>%1 by hour of the week (%)</source>
        <translation>一周各小时的%1（%）</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>What changed, and why</source>
        <translation>变化及其原因</translation>
    </message>
    <message>
        <source>Compared with the %1: %2.</source>
        <translation>与%1（%2）对比。</translation>
    </message>
    <message>
        <source>GPU-hours used, by cause (GPU·h)</source>
        <translation>已使用量的变化，按原因（GPU·h）</translation>
    </message>
    <message>
        <source>GPU-hours used, by namespace (GPU·h)</source>
        <translation>已使用量的变化，按命名空间（GPU·h）</translation>
    </message>
    <message>
        <source>What the GPU-hours of each cluster did (GPU·h)</source>
        <translation>各集群容量的去向（GPU·h）</translation>
    </message>
    <message>
        <source>Figures of all clusters together are of the hours for which each of them has data; the sums above are of each cluster&apos;s own hours.</source>
        <translation>全部集群合并的指标只计所有集群都有数据的小时；上表合计为各集群自身小时之和。</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>There are no rows of namespaces in this range.</source>
        <translation>该时间范围内没有命名空间数据。</translation>
    </message>
    <message>
        <source>Most GPU-hours (GPU·h)</source>
        <translation>用量排行（GPU·h）</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>No label or annotation of these clusters has hourly rows.</source>
        <translation>这些集群的标签和注解都没有小时数据。</translation>
    </message>
    <message>
        <source>There are no rows of it in this range.</source>
        <translation>该时间范围内没有相应的数据。</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>Most held idle (GPU·h)</source>
        <translation>占用未用排行（GPU·h）</translation>
    </message>
    <message>
        <source>Who held GPUs idle</source>
        <translation>占用未用的对象</translation>
    </message>
    <message>
        <source>Workloads that held most idle</source>
        <translation>占用未用最多的工作负载</translation>
    </message>
    <message>
        <source>Workloads are listed for ranges of up to 35 days, where they are not too many.</source>
        <translation>时间范围不超过 35 天且数量不过多时，才列出工作负载。</translation>
    </message>
    <message>
        <source>What reclaiming would have freed</source>
        <translation>回收可释放的量</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>There are no alert rules.</source>
        <translation>没有告警规则。</translation>
    </message>
    <message>
        <source>Evaluated on the hours of the range, as rules are tried on the history; what was acknowledged or muted is listed all the same.</source>
        <translation>按时间范围内的小时数据评估，方法与用历史数据试算规则相同；已确认或已静默的告警同样列出。</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>数据质量</translation>
    </message>
    <message>
        <source>There is no gap: every hour of the range has data.</source>
        <translation>没有缺口：时间范围内每个小时都有数据。</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>指标定义</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Later minus earlier; in percent of the earlier. New where the earlier is 0 or absent.</source>
        <translation>后者减前者，以及占前者的百分比。前者为 0 或不存在时为“新增”。</translation>
    </message>
    <message>
        <source>The utilisation of these clusters is measured over all GPUs.</source>
        <translation>这些集群的利用率按全部 GPU 测量。</translation>
    </message>
    <message>
        <source>The utilisation of these clusters is measured over the allocated GPUs.</source>
        <translation>这些集群的利用率按已分配 GPU 测量。</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>GPU-hours</source>
        <translation>GPU·h</translation>
    </message>
    <message>
        <source>There are no hours of this cluster in this range.</source>
        <translation>该时间范围内没有该集群的小时数据。</translation>
    </message>
    <message>
        <source>The store has hours of %1.</source>
        <translation>数据文件中有 %1 的小时数据。</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时数据</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>逐日数据</translation>
    </message>
    <message>
        <source>Most GPU-hours</source>
        <translation>用量排行</translation>
    </message>
    <message>
        <source>Idle workloads</source>
        <translation>空闲工作负载</translation>
    </message>
    <message>
        <source>Reclaim</source>
        <translation>回收</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Causes of the change</source>
        <translation>变化原因</translation>
    </message>
    <message>
        <source>Change by namespace</source>
        <translation>各命名空间的变化</translation>
    </message>
    <message>
        <source>Alert rules</source>
        <translation>告警规则</translation>
    </message>
    <message>
        <source>Hours that differ</source>
        <translation>不一致的小时</translation>
    </message>
    <message>
        <source>Odd fields</source>
        <translation>异常字段</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>All alert rules are switched off.</source>
        <translation>所有告警规则均已停用。</translation>
    </message>
    <message>
        <source>%1; %2.</source>
        <translation>%1，%2。</translation>
    </message>
    <message numerus="yes">
        <source>%n still last(s) at the end of the range</source>
        <translation>
            <numerusform>其中 %n 次在时间范围结束时仍在持续</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 h</source>
        <comment>hours with data, all</comment>
        <translation>%1 / %2 h</translation>
    </message>
    <message>
        <source>No change is shown: data are there for %1 of this period, and for %2 of the %3.</source>
        <comment>&quot;84 of 168 h&quot;, the same, previous week</comment>
        <translation>未列出变化：有数据的小时，本周期为 %1，%3为 %2。</translation>
    </message>
    <message>
        <source>What the GPU-hours of the capacity did</source>
        <translation>容量的去向</translation>
    </message>
    <message>
        <source>Allocation rate and utilisation</source>
        <translation>分配率与利用率</translation>
    </message>
    <message>
        <source>later − earlier</source>
        <translation>后一周期 − 前一周期</translation>
    </message>
    <message>
        <source>What the GPU-hours of each cluster did</source>
        <translation>各集群容量的去向</translation>
    </message>
    <message>
        <source>Most held idle</source>
        <translation>占用未用排行</translation>
    </message>
    <message>
        <source>Used and held idle</source>
        <translation>已使用与占用未用</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>%1, %2 of it</source>
        <comment>period, length</comment>
        <translation>%1（其中 %2）</translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot;. There are: %2.</source>
        <translation>没有“%1”。可选：%2。</translation>
    </message>
    <message>
        <source>Hours with data of all clusters</source>
        <translation>所有集群都有数据的小时</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>对象数</translation>
    </message>
    <message>
        <source>Still firing</source>
        <translation>仍在触发</translation>
    </message>
    <message>
        <source>GPU-hours held</source>
        <translation>占用的 GPU·h</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Unit of the worst</source>
        <translation>最差值的单位</translation>
    </message>
    <message>
        <source>Hours with rows</source>
        <translation>有数据行的小时</translation>
    </message>
    <message>
        <source>Hours without data</source>
        <translation>无数据的小时</translation>
    </message>
    <message>
        <source>The parts are %1 more than the capacity of %2: so much was allocated above it, as when nodes fail, or while the capacity was not known.</source>
        <translation>各部分之和比容量 %2 多 %1：这部分是超出容量的分配（例如节点故障时），或容量未知期间的分配。</translation>
    </message>
    <message>
        <source>Of %1 of capacity %2 was allocated, and %3 above it or while it was unknown</source>
        <comment>GPU-hours, percent, GPU-hours</comment>
        <translation>在 %1 的容量中已分配 %2，另有 %3 超出容量或在容量未知期间分配</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>fired 8 times, 3 of them before</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n of them before the range, and still in it</source>
        <translation>
            <numerusform>其中 %n 次在时间范围之前开始并延续至范围内</numerusform>
        </translation>
    </message>
    <message>
        <source>Servers answer for the cluster and for its parts one by one, and not quite alike: the last row is what their sums differ by, so that the total is the cluster&apos;s own figure.</source>
        <translation>服务器分别给出集群及其各部分的数据，两者并不完全一致：最后一行是两者之差，因此合计等于集群自身的数值。</translation>
    </message>
    <message>
        <source>There is no hour in this range for which these clusters all have data.</source>
        <translation>该时间范围内没有这些集群都有数据的小时。</translation>
    </message>
    <message>
        <source>Change in %</source>
        <translation>变化率 (%)</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Nobody held GPUs idle in this range, as far as is known.</source>
        <translation>据已知数据，该时间范围内没有占用未用的 GPU。</translation>
    </message>
    <message>
        <source>The hours of workloads are not looked at in a range as long as this one, or are too many.</source>
        <translation>时间范围过长或工作负载小时数据过多，未作分析。</translation>
    </message>
    <message>
        <source>Nobody was idle for long enough to be reclaimed from.</source>
        <translation>没有闲置时间长到可以回收的对象。</translation>
    </message>
    <message>
        <source>It is not known which hours were asked for.</source>
        <translation>不清楚请求过哪些小时。</translation>
    </message>
    <message>
        <source>None: there are data for every hour of the range.</source>
        <translation>无：时间范围内每个小时都有数据。</translation>
    </message>
    <message>
        <source>Not looked at in a range as long as this one: the report of it does.</source>
        <translation>时间范围过长，此处未分析；请见该范围的报告。</translation>
    </message>
    <message>
        <source>None: where both have rows, clusters and namespaces agree.</source>
        <translation>无：两者都有数据时，集群与命名空间一致。</translation>
    </message>
    <message>
        <source>None: every field was what it should be, as far as is known.</source>
        <translation>无：据已知数据，所有字段均正常。</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>An hour in progress is never part of a report: all figures are of hours that are over. Unknown is not zero: an hour without data is in no sum and in no mean.</source>
        <translation>报告从不包含进行中的小时：所有数值都来自已结束的小时。未知不等于零：没有数据的小时不计入任何总和与平均值。</translation>
    </message>
    <message>
        <source>By label “%1”</source>
        <translation>按标签“%1”</translation>
    </message>
    <message>
        <source>By annotation “%1”</source>
        <translation>按注解“%1”</translation>
    </message>
    <message>
        <source>A row is a time of being idle: who was idle twice has two.</source>
        <translation>每行是一段空闲时间：空闲两次则有两行。</translation>
    </message>
    <message>
        <source>In the formulas a stands for the GPUs allocated in an hour, c for the capacity and u for the utilisation in percent; a sum Σ is over the hours of the range in which they are known.</source>
        <translation>公式中 a 表示一小时内已分配的 GPU，c 表示容量，u 表示利用率（百分比）；求和 Σ 针对时间范围内这些数值已知的小时。</translation>
    </message>
    <message>
        <source>GPU-hours allocated</source>
        <translation>已分配 GPU·h</translation>
    </message>
    <message>
        <source>As a cause of a change: more or fewer hours of the period have data.</source>
        <translation>作为变化的原因：周期内有数据的小时增多或减少。</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>构成</translation>
    </message>
    <message>
        <source>As a cause of a change: GPU-hours moved between namespaces of different utilisation.</source>
        <translation>作为变化的原因：GPU·h 在利用率不同的命名空间之间转移。</translation>
    </message>
    <message>
        <source>Idle since</source>
        <translation>空闲起始</translation>
    </message>
    <message>
        <source>The begin of the run of hours at or below the threshold in which most was held; of a namespace that of one of its workloads.</source>
        <translation>占用最多的那段处于阈值及以下的连续小时的起点；对命名空间而言取自其某个工作负载。</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>可释放</translation>
    </message>
    <message>
        <source>What would have been free, had GPUs been reclaimed after the hours of being idle that the section says.</source>
        <translation>若在本节所述的空闲小时数之后回收 GPU，可释放的数量。</translation>
    </message>
</context>
<context>
    <name>atlas::ReportCommand</name>
    <message>
        <source>File %1</source>
        <translation>文件 %1</translation>
    </message>
</context>
<context>
    <name>atlas::ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>of the window</source>
        <translation>与窗口相同</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Teams are by</source>
        <translation>团队依据</translation>
    </message>
    <message>
        <source>Preview …</source>
        <translation>预览…</translation>
    </message>
    <message>
        <source>Key figures and what changed, time series, namespaces, teams, waste, alerts and data quality of a range.</source>
        <translation>一段时间范围的关键指标及其变化、走势、命名空间、团队、浪费、告警和数据质量。</translation>
    </message>
    <message>
        <source>Tick at least one cluster.</source>
        <translation>至少勾选一个集群。</translation>
    </message>
    <message>
        <source>Is being made …</source>
        <translation>正在生成…</translation>
    </message>
</context>
<context>
    <name>atlas::ReportPages</name>
    <message>
        <source>Made with GPU Atlas, %1</source>
        <translation>由 GPU Atlas 生成，%1</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>of %1 %2</source>
        <comment>figure, unit</comment>
        <translation>/ %1 %2</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>What the GPU-hours of the capacity did (GPU·h)</source>
        <translation>容量的去向（GPU·h）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>title of times, offset</comment>
        <translation>%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s), in the total: the workbook has all.</source>
        <translation>
            <numerusform>另有 %n 行，已计入合计；完整数据见工作簿。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s): the workbook has all.</source>
        <translation>
            <numerusform>另有 %n 行；完整数据见工作簿。</numerusform>
        </translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s), in the total: the window has all.</source>
        <translation>
            <numerusform>另有 %n 行，已计入合计；完整数据见窗口。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s): the window has all.</source>
        <translation>
            <numerusform>另有 %n 行；完整数据见窗口。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Role</name>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Allocation rate</source>
        <translation>分配率</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>P50</source>
        <translation>P50</translation>
    </message>
    <message>
        <source>P95</source>
        <translation>P95</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>atlas::SavedViews</name>
    <message>
        <source>The saved views could not be written to %1: %2. They are kept until the window is closed.</source>
        <translation>保存的视图无法写入 %1：%2。它们会保留到窗口关闭。</translation>
    </message>
</context>
<context>
    <name>atlas::SavedViewsDialog</name>
    <message>
        <source>Save this view</source>
        <translation>保存此视图</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>保存的视图</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>A view is the page with its choices, the clusters, the range, what is compared and what is selected. Ranges such as the last 7 days move on with the time.</source>
        <translation>视图包括页面及其选项、集群、时间范围、对比内容和选择。“最近 7 天”之类的时间范围会随时间推移。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>To the name that is typed above</source>
        <translation>改为上方输入的名称</translation>
    </message>
</context>
<context>
    <name>atlas::SavedViewsFile</name>
    <message>
        <source>The saved views in %1 are not in a format that this version knows. The file was set aside as %2.</source>
        <translation>%1 中保存的视图不是本版本支持的格式。该文件已移存为 %2。</translation>
    </message>
    <message>
        <source>The saved views in %1 could not be read, and the file could not be set aside. Views that are saved now are kept until the window is closed; move the file to keep them longer.</source>
        <translation>无法读取 %1 中保存的视图，该文件也无法移存。现在保存的视图只保留到窗口关闭；请移走该文件以便长期保存。</translation>
    </message>
    <message>
        <source>The saved views in %1 cannot be read. Views that are saved now are kept until the window is closed.</source>
        <translation>无法读取 %1 中保存的视图。现在保存的视图只保留到窗口关闭。</translation>
    </message>
</context>
<context>
    <name>atlas::ScatterChart</name>
    <message>
        <source>Scatter chart without data</source>
        <translation>散点图：无数据</translation>
    </message>
    <message numerus="yes">
        <source>%n dot(s) by %1 and %2</source>
        <translation>
            <numerusform>按 %1 和 %2 的 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, logarithmic</source>
        <translation>%1（对数）</translation>
    </message>
</context>
<context>
    <name>atlas::SecretFile</name>
    <message>
        <source>The token file %1 cannot be read; nothing was sent.</source>
        <translation>无法读取令牌文件 %1；未发送任何内容。</translation>
    </message>
    <message>
        <source>The token file %1 is no regular file; nothing was sent.</source>
        <translation>令牌文件 %1 不是普通文件；未发送任何内容。</translation>
    </message>
    <message>
        <source>The token file %1 can be read by others; set its mode to 0600; nothing was sent.</source>
        <translation>令牌文件 %1 可被其他用户读取；请将其权限设为 0600；未发送任何内容。</translation>
    </message>
</context>
<context>
    <name>atlas::SecretStore</name>
    <message>
        <source>the keyring refused access</source>
        <translation>密钥环拒绝访问</translation>
    </message>
    <message>
        <source>the keyring does not answer</source>
        <translation>密钥环没有应答</translation>
    </message>
    <message>
        <source>there is no keyring that can be used</source>
        <translation>没有可用的密钥环</translation>
    </message>
    <message>
        <source>The token of this connection cannot be read: %1. Its data are kept; unlock the keyring and try again, or type the token again, for this run.</source>
        <translation>无法读取此连接的令牌：%1。其数据已保留；请解锁密钥环后重试，或为本次运行重新输入令牌。</translation>
    </message>
    <message>
        <source>The token is kept until the program ends, and nowhere on disk: %1.</source>
        <translation>令牌仅保留到程序结束，不写入磁盘：%1。</translation>
    </message>
    <message>
        <source>The token is forgotten until the program ends, but the keyring still has it: %1.</source>
        <translation>程序结束前令牌已被忘记，但密钥环中仍保留：%1。</translation>
    </message>
</context>
<context>
    <name>atlas::ServerText</name>
    <message>
        <source>No GPU aggregation API answers at this address or below /api/v1, /v1 and /api. Nothing was stored; check the URL. (%1)</source>
        <translation>此地址及其下的 /api/v1、/v1 和 /api 均没有 GPU 聚合 API 应答。未保存任何数据；请检查 URL。(%1)</translation>
    </message>
    <message>
        <source>subject %1, issuer %2, valid %3 to %4</source>
        <translation>主体 %1，颁发者 %2，有效期 %3 至 %4</translation>
    </message>
    <message>
        <source>the whole reply did not arrive in time</source>
        <translation>应答未能按时全部到达</translation>
    </message>
    <message>
        <source>the server stayed silent</source>
        <translation>服务器没有响应</translation>
    </message>
    <message>
        <source>The reply is too large and was not read to its end. Nothing of it was stored; choose a shorter range.</source>
        <translation>应答过大，未读完。其中数据均未保存；请选择更短的时间范围。</translation>
    </message>
    <message>
        <source>%1 gave no complete answer: %2. Cached data stay; it is tried again later.</source>
        <translation>%1 没有给出完整应答：%2。缓存数据保留；稍后重试。</translation>
    </message>
    <message>
        <source>The server redirects to %1; change the base URL if that is intended. Nothing was sent there and cached data stay.</source>
        <translation>服务器重定向到 %1；如确有此意，请修改基础 URL。未向该处发送任何内容，缓存数据保留。</translation>
    </message>
    <message>
        <source>no certificate was shown</source>
        <translation>未出示证书</translation>
    </message>
    <message>
        <source>The connection to %1 is not trustworthy: %2 (%3). Nothing was sent; install the right certificate or name a CA file for this server.</source>
        <translation>与 %1 的连接不可信：%2（%3）。未发送任何内容；请安装正确的证书，或为该服务器指定 CA 文件。</translation>
    </message>
    <message>
        <source>The host name %1 is unknown. Cached data stay; check the address and the network.</source>
        <translation>主机名 %1 无法解析。缓存数据保留；请检查地址和网络。</translation>
    </message>
    <message>
        <source>%1 refuses the connection. Cached data stay; check whether the server runs.</source>
        <translation>%1 拒绝连接。缓存数据保留；请检查服务器是否在运行。</translation>
    </message>
    <message>
        <source>%1 closed the connection in the middle. Nothing of the reply was stored; it is tried again.</source>
        <translation>%1 中途断开了连接。该应答的数据均未保存；将重试。</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Cached data stay; check the address and the network.</source>
        <translation>无法连接 %1。缓存数据保留；请检查地址和网络。</translation>
    </message>
    <message>
        <source>The server answers with a page instead of data (HTTP %1%2). Nothing was stored; check the address, or log in to the network.</source>
        <translation>服务器返回的是网页而不是数据（HTTP %1%2）。未保存任何数据；请检查地址，或先登录网络。</translation>
    </message>
    <message>
        <source>The server answers HTTP %1%2. Cached data stay.</source>
        <translation>服务器返回 HTTP %1%2。缓存数据保留。</translation>
    </message>
    <message>
        <source>The reply cannot be decompressed, or is too large when it is. Nothing of it was stored.</source>
        <translation>应答无法解压，或解压后过大。其中数据均未保存。</translation>
    </message>
    <message>
        <source>The range is empty or reversed. Nothing was asked; choose another.</source>
        <translation>时间范围为空或起止颠倒。未发出请求；请选择其他范围。</translation>
    </message>
    <message>
        <source>The walk was stopped after 10000 pages. Nothing of the range was stored; choose a shorter range.</source>
        <translation>翻页达到 10000 页后停止。此范围的数据均未保存；请选择更短的时间范围。</translation>
    </message>
    <message>
        <source>The server repeats page %1. Nothing of the range was stored; it does not page.</source>
        <translation>服务器重复返回第 %1 页，未真正分页。此范围的数据均未保存。</translation>
    </message>
    <message>
        <source>%1 to %2: the server states %3 rows, %4 came</source>
        <translation>%1 至 %2：服务器声明 %3 行，实到 %4 行</translation>
    </message>
    <message>
        <source>%1 of %2 rows were unusable and left out</source>
        <translation>%2 行中有 %1 行不可用，已略去</translation>
    </message>
    <message>
        <source>The CA file %1 holds no certificate that can be read. Nothing was sent; choose another file for this server.</source>
        <translation>CA 文件 %1 中没有可读取的证书。未发送任何内容；请为该服务器选择其他文件。</translation>
    </message>
    <message>
        <source>The client certificate %1 or its key cannot be read. Nothing was sent; check the files of this server.</source>
        <translation>客户端证书 %1 或其密钥无法读取。未发送任何内容；请检查该服务器的文件。</translation>
    </message>
    <message>
        <source>The base URL is not an http or https address. Nothing was sent.</source>
        <translation>基础 URL 不是 http 或 https 地址。未发送任何内容。</translation>
    </message>
    <message>
        <source>The server wants a login (code %1: %2). Cached data stay readable; enter a new token.</source>
        <translation>服务器要求登录（代码 %1：%2）。缓存数据仍可查看；请输入新令牌。</translation>
    </message>
    <message>
        <source>The token is valid but not allowed to read this (code %1: %2). Cached data stay readable; ask for the permission.</source>
        <translation>令牌有效，但无权读取（代码 %1：%2）。缓存数据仍可查看；请申请权限。</translation>
    </message>
    <message>
        <source>The server asks to wait (code %1: %2). The request is repeated later.</source>
        <translation>服务器要求等待（代码 %1：%2）。稍后重试。</translation>
    </message>
    <message>
        <source>The server refuses the request (code %1: %2). Nothing was changed.</source>
        <translation>服务器拒绝了请求（代码 %1：%2）。未作任何改动。</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>The reply is empty. Nothing was stored.</source>
        <translation>应答为空。未保存任何数据。</translation>
    </message>
    <message>
        <source>The reply nests deeper than 64 levels and was not read. Nothing was stored.</source>
        <translation>应答嵌套超过 64 层，未读取。未保存任何数据。</translation>
    </message>
    <message>
        <source>The reply is too large. Nothing was stored.</source>
        <translation>应答过大。未保存任何数据。</translation>
    </message>
    <message>
        <source>The reply is no JSON. Nothing was stored; check the address of the server.</source>
        <translation>应答不是 JSON。未保存任何数据；请检查服务器地址。</translation>
    </message>
    <message>
        <source>The reply ends too early. Nothing of it was stored.</source>
        <translation>应答提前结束。其中数据均未保存。</translation>
    </message>
    <message>
        <source>The reply is not valid JSON. Nothing of it was stored.</source>
        <translation>应答不是有效的 JSON。其中数据均未保存。</translation>
    </message>
    <message>
        <source>The reply&apos;s status code is unreadable. Nothing was stored.</source>
        <translation>应答的状态码无法读取。未保存任何数据。</translation>
    </message>
    <message>
        <source>The server reports success but sends no data (null). Nothing was stored.</source>
        <translation>服务器报告成功，却没有发送数据（null）。未保存任何数据。</translation>
    </message>
    <message>
        <source>The reply does not hold the rows that were asked for. Nothing was stored; check the address of the server.</source>
        <translation>应答中没有所请求的数据。未保存任何数据；请检查服务器地址。</translation>
    </message>
    <message>
        <source>The schema changed: more than half of the rows are unusable. Nothing was stored; check whether this product needs an update.</source>
        <translation>数据结构已变：超过一半的行不可用。未保存任何数据；请检查本产品是否需要更新。</translation>
    </message>
    <message>
        <source>The server has no clusters.</source>
        <translation>服务器没有集群。</translation>
    </message>
    <message>
        <source>The token is valid but not allowed for %1 (code %2). Cached data stay readable; ask for the permission.</source>
        <translation>令牌有效，但无权访问 %1（代码 %2）。缓存数据仍可读取；请申请权限。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The server answers in the %1 form, code %2</source>
        <translation>服务器以 %1 格式应答，代码 %2</translation>
    </message>
    <message>
        <source>%1 broke off the TLS connection: %2. Cached data stay; check whether this connection needs a client certificate.</source>
        <translation>%1 中断了 TLS 连接：%2。缓存数据已保留；请检查此连接是否需要客户端证书。</translation>
    </message>
    <message>
        <source>The HTTP proxy %1 cannot be used. Cached data stay; check the proxy, or connect without it.</source>
        <translation>无法使用 HTTP 代理 %1。缓存数据已保留；请检查代理，或不使用代理连接。</translation>
    </message>
    <message>
        <source>The HTTP proxy %1 wants a login. Cached data stay; set up the proxy&apos;s user and password.</source>
        <translation>HTTP 代理 %1 需要登录。缓存数据已保留；请设置代理的用户名和密码。</translation>
    </message>
    <message>
        <source>%1 would be asked over plain http, where anybody on the way can read the token and change the figures. Nothing was sent; use https, or allow it for this connection.</source>
        <translation>将以明文 http 请求 %1，途中任何人都能读取令牌并更改数据。未发送任何内容；请使用 https，或为此连接允许。</translation>
    </message>
    <message>
        <source>The token or the name of its header holds characters that fit in no request. Nothing was sent; enter it again.</source>
        <translation>令牌或其请求头名称含有无法放入请求的字符。未发送任何内容；请重新输入。</translation>
    </message>
    <message>
        <source>The server asks to wait (HTTP %1%2). Cached data stay; the request is repeated later.</source>
        <translation>服务器要求等待（HTTP %1%2）。缓存数据保留；稍后重试。</translation>
    </message>
</context>
<context>
    <name>atlas::ShareChart</name>
    <message numerus="yes">
        <source>Shares of %1 in %n part(s)</source>
        <translation>
            <numerusform>%1 的占比，共 %n 个部分</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::SheetTable</name>
    <message>
        <source> … (cut)</source>
        <translation> …（已截断）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <source>%1 (offset)</source>
        <translation>%1（UTC 偏移）</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>%1 has %2 columns, and a sheet holds %3. Choose fewer, or write CSV.</source>
        <translation>%1 有 %2 列，而一个工作表最多容纳 %3 列。请减少列数，或改用 CSV。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>There are no rows.</source>
        <translation>没有数据行。</translation>
    </message>
    <message>
        <source>Total of the rows shown</source>
        <translation>所示各行合计</translation>
    </message>
</context>
<context>
    <name>atlas::ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Charts over time</source>
        <translation>时间序列图</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>move the crosshair; with Ctrl by ten</source>
        <translation>移动十字线；按住 Ctrl 每次十格</translation>
    </message>
    <message>
        <source>+ −</source>
        <translation>+ −</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>all of the range</source>
        <translation>整个时间范围</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Shift+拖动</translation>
    </message>
    <message>
        <source>choose the range of the window</source>
        <translation>选择窗口的时间范围</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>where the value at the crosshair comes from</source>
        <translation>十字线处数值的来源</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单键</translation>
    </message>
    <message>
        <source>switch lines on and off; with Ctrl one alone</source>
        <translation>显示或隐藏曲线；按住 Ctrl 只显示一条</translation>
    </message>
    <message>
        <source>Bars, treemap, heat map</source>
        <translation>条形图、矩形树图、热力图</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>walk</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>select everywhere; with Ctrl one more</source>
        <translation>在全局选中；按住 Ctrl 增选一个</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>out, or nothing selected</source>
        <translation>返回上一级，或取消选择</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>copy the selected rows, or all</source>
        <translation>复制选中的行或全部</translation>
    </message>
    <message>
        <source>where the figure comes from</source>
        <translation>数值来源</translation>
    </message>
    <message>
        <source>nothing selected</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Key figures and panels</source>
        <translation>关键指标与面板</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>to the next one</source>
        <translation>转到下一个</translation>
    </message>
    <message>
        <source>closes what lies on top</source>
        <translation>关闭最上层</translation>
    </message>
</context>
<context>
    <name>atlas::SmallMultiples</name>
    <message>
        <source>Nothing to show</source>
        <translation>没有可显示的内容</translation>
    </message>
    <message numerus="yes">
        <source>%n small chart(s)</source>
        <translation>
            <numerusform>%n 幅小图</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, highest %2</source>
        <translation>%1，最高 %2</translation>
    </message>
</context>
<context>
    <name>atlas::SnapshotBar</name>
    <message>
        <source>One snapshot back (←)</source>
        <translation>上一个快照 (←)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>播放（空格）</translation>
    </message>
    <message>
        <source>One snapshot on (→)</source>
        <translation>下一个快照 (→)</translation>
    </message>
    <message>
        <source>The newest snapshot, and those that come</source>
        <translation>最新快照，并随新快照更新</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Snapshots a second while playing</source>
        <translation>播放时每秒的快照数</translation>
    </message>
    <message>
        <source>%1 / s</source>
        <translation>%1 / 秒</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
    </message>
</context>
<context>
    <name>atlas::SnapshotProvenance</name>
    <message>
        <source>GPUs held at one instant</source>
        <translation>某一时刻占用的 GPU</translation>
    </message>
    <message>
        <source>As the server sent it in the snapshot of this time. It is no mean of an hour, and no figure of hours is computed from it.</source>
        <translation>服务器在该时刻的快照中给出的值。它不是小时平均值，小时指标也不由它计算。</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>none of this time is stored any more</source>
        <translation>该时刻的快照已不再保存</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>快照时间</translation>
    </message>
    <message>
        <source>allocated, as sent</source>
        <translation>已分配（服务器给出）</translation>
    </message>
    <message>
        <source>Capacity, as sent</source>
        <translation>容量（服务器给出）</translation>
    </message>
    <message>
        <source>Unallocated: capacity − allocated</source>
        <translation>未分配：容量 − 已分配</translation>
    </message>
    <message>
        <source>Σ of its namespaces</source>
        <translation>Σ 各命名空间</translation>
    </message>
    <message>
        <source>Of no namespace: allocated − Σ</source>
        <translation>不属于任何命名空间：已分配 − Σ</translation>
    </message>
    <message>
        <source>as sent for the annotation&apos;s value</source>
        <translation>该注解取值的已分配数（服务器给出）</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>the snapshot does not say whose these are</source>
        <translation>快照未说明归属</translation>
    </message>
    <message>
        <source>Σ of what is listed under its name</source>
        <translation>Σ 以其名称列出的各项</translation>
    </message>
    <message>
        <source>as sent for the namespace</source>
        <translation>该命名空间的已分配数（服务器给出）</translation>
    </message>
    <message>
        <source>Σ of its listed workloads</source>
        <translation>Σ 列出的工作负载</translation>
    </message>
    <message>
        <source>Not listed: as sent − Σ</source>
        <translation>未列出：服务器给出 − Σ</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>UID</source>
        <translation>UID</translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>by no request that is known: imported, simulated, or the newest one</source>
        <translation>没有已知的请求：导入、模拟所得，或最新快照</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Utilisation, as sent</source>
        <translation>利用率（服务器给出）</translation>
    </message>
</context>
<context>
    <name>atlas::StatusStrip</name>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>未打开数据</translation>
    </message>
    <message>
        <source>%1 of %2 h</source>
        <translation>%1 / %2 h</translation>
    </message>
    <message>
        <source>rejected rows: %1</source>
        <translation>拒收 %1 行</translation>
    </message>
    <message>
        <source>insecure</source>
        <translation>不安全</translation>
    </message>
    <message>
        <source>A connection uses plain http to another machine: anybody on the way can read and change what it sends, the token included.</source>
        <translation>有连接以明文 http 访问其他机器：途中任何人都能读取和更改其发送的内容，包括令牌。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop fetching; what came stays</source>
        <translation>停止获取；已收到的数据保留</translation>
    </message>
    <message>
        <source>All clusters and their states</source>
        <translation>所有集群及其状态</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n 个集群</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n want(s) a look</source>
        <translation>
            <numerusform>%n 个需要查看</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::StoreAlerts</name>
    <message>
        <source>It was renamed to %1; the rules that the program comes with are in use.</source>
        <translation>该文件已重命名为 %1；现使用程序自带的规则。</translation>
    </message>
    <message>
        <source>It was renamed to %1; what was acknowledged or muted is to be said again.</source>
        <translation>该文件已重命名为 %1；此前的确认和静默须重新设置。</translation>
    </message>
</context>
<context>
    <name>atlas::StoreAnswer</name>
    <message>
        <source>The store was closed while it was being read. Try again.</source>
        <translation>数据文件在读取期间被关闭。请重试。</translation>
    </message>
</context>
<context>
    <name>atlas::StoreExporter</name>
    <message>
        <source>What is shown is kept in memory alone, and cannot be read a second time for an export. Look at the cache on the page Data, make room for it, and export again.</source>
        <translation>当前显示的数据只保存在内存中，无法再次读取以供导出。请在数据页面查看缓存，为其腾出空间后重新导出。</translation>
    </message>
    <message>
        <source>The report was cancelled; nothing was written.</source>
        <translation>报告已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>The report was not written.</source>
        <translation>报告未写入。</translation>
    </message>
    <message>
        <source>A report as PDF in another language reads all its clusters alike, and these are read in different ways. Take the workbook, one cluster, or the language of the window.</source>
        <translation>其他语言的 PDF 报告只能以同一种方式解读所有集群，而所选集群的解读设置不同。请改用工作簿、只选一个集群，或使用窗口的语言。</translation>
    </message>
</context>
<context>
    <name>atlas::StoreOpener</name>
    <message>
        <source>Looking for the API at %1 …</source>
        <translation>正在 %1 上查找 API…</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>Sample cluster</source>
        <translation>示例集群</translation>
    </message>
    <message>
        <source>Simulating two clusters over 35 days; this takes some seconds …</source>
        <translation>正在模拟两个集群 35 天的数据，需要几秒钟…</translation>
    </message>
    <message>
        <source>Opening the saved connections …</source>
        <translation>正在打开已保存的连接…</translation>
    </message>
</context>
<context>
    <name>atlas::StoreText</name>
    <message>
        <source>The range has too many entries to show at once. Nothing was changed; choose a shorter range.</source>
        <translation>此范围的条目过多，无法一次显示。未作任何改动；请选择更短的时间范围。</translation>
    </message>
    <message>
        <source>The folder of the store is missing or not writable. Nothing was changed; choose another place, or open the store read-only.</source>
        <translation>数据文件所在的文件夹不存在或不可写。未作任何改动；请换一个位置，或以只读方式打开。</translation>
    </message>
    <message>
        <source>The store is in use by process %1. Nothing was changed; open it read-only, or end that process first.</source>
        <translation>数据文件正被进程 %1 使用。未作任何改动；请以只读方式打开，或先结束该进程。</translation>
    </message>
    <message>
        <source>The store was made by version %1 of its layout; this program knows version %2 and did not touch it. Update the program, or choose another file.</source>
        <translation>数据文件的格式版本为 %1，本程序只支持到版本 %2，未改动该文件。请更新程序，或选择其他文件。</translation>
    </message>
    <message>
        <source>The file is a database of another program. It was not touched; choose another file.</source>
        <translation>该文件是其他程序的数据库，未作改动；请选择其他文件。</translation>
    </message>
    <message>
        <source>The store cannot be read. Nothing was changed; check the path and its permissions.</source>
        <translation>数据文件无法读取。未作任何改动；请检查路径及其权限。</translation>
    </message>
    <message>
        <source>The file is no store: it does not begin as one. It was not touched; choose another file, or move it aside.</source>
        <translation>该文件不是数据文件：文件头不符。未作改动；请选择其他文件，或将其移开。</translation>
    </message>
    <message>
        <source>The store is damaged: its end is missing. It was left as it is; move it aside, and a new one is fetched.</source>
        <translation>数据文件已损坏：缺少末尾部分。已保持原样；请将其移开，随后会重新获取。</translation>
    </message>
    <message>
        <source>The store is empty or of an older version, and read-only. Nothing was changed; open it once for writing.</source>
        <translation>数据文件为空或版本较旧，且为只读。未作任何改动；请以可写方式打开一次。</translation>
    </message>
    <message>
        <source>The disk of the store is full. Nothing of this batch was stored, older data are whole. Free some space; storing goes on by itself.</source>
        <translation>数据文件所在的磁盘已满。本批数据未保存，原有数据完整。请释放一些空间，保存会自动继续。</translation>
    </message>
    <message>
        <source>The store is damaged or is no store. It was left as it is; move it aside, and a new one is fetched.</source>
        <translation>该文件已损坏，或不是数据文件。已保持原样；请将其移开，随后会重新获取。</translation>
    </message>
    <message>
        <source>The store is busy in another process. Nothing was changed; try again.</source>
        <translation>数据文件正被其他进程占用。未作任何改动；请重试。</translation>
    </message>
    <message>
        <source>The store cannot be opened as asked: its file or folder is missing or not writable. Nothing was changed; check the path and its permissions, or open it read-only.</source>
        <translation>数据文件无法按要求打开：文件或文件夹不存在或不可写。未作任何改动；请检查路径及其权限，或以只读方式打开。</translation>
    </message>
    <message>
        <source>Reading or writing the store&apos;s file failed. What was stored before is kept; check the disk.</source>
        <translation>读写数据文件失败。此前保存的数据均保留；请检查磁盘。</translation>
    </message>
    <message>
        <source>The question to the store took too long and was stopped. Ask for a shorter range.</source>
        <translation>查询数据文件耗时过长，已停止。请选择更短的时间范围。</translation>
    </message>
    <message>
        <source>The store refused a statement. Nothing was changed.</source>
        <translation>数据文件拒绝了一条语句。未作任何改动。</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Nothing was changed; ask for a shorter time range.</source>
        <translation>内存不足。未作任何改动；请选择更短的时间范围。</translation>
    </message>
    <message>
        <source>The store failed unexpectedly. Nothing was changed.</source>
        <translation>数据文件意外出错。未作任何改动。</translation>
    </message>
    <message>
        <source>There is no store yet at this place. Nothing was made; check the path, or fill a store first.</source>
        <translation>此处还没有数据文件。未创建任何文件；请检查路径，或先生成数据文件。</translation>
    </message>
    <message>
        <source>The damaged store could not be moved aside. It is still in its place; check the permissions of its folder.</source>
        <translation>已损坏的数据文件无法移开，仍在原处；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The store is open read-only. Nothing was stored; open it for writing.</source>
        <translation>数据文件以只读方式打开。未保存任何数据；请以可写方式打开。</translation>
    </message>
    <message>
        <source>The store was closed or could not be written to before this was done. What was done is kept; do it again later.</source>
        <translation>在完成之前，数据文件已关闭或无法写入。已完成的部分保留；请稍后重试。</translation>
    </message>
    <message>
        <source>The store is damaged. It was left as it is; move it aside, and a new one is fetched.</source>
        <translation>数据文件已损坏。已保持原样；将其移走后会重新获取。</translation>
    </message>
    <message>
        <source>The check of the store was stopped because much is being written. Nothing was found so far; check again when it is quiet.</source>
        <translation>由于正在大量写入，数据文件检查已停止。目前未发现问题；请在空闲时再次检查。</translation>
    </message>
    <message>
        <source>The check of the store was cancelled. Nothing was found so far, nothing was changed.</source>
        <translation>数据文件检查已取消。目前未发现问题，也未更改任何内容。</translation>
    </message>
    <message>
        <source>The store is of an older version, and the copy that has to be made before it is changed failed. Nothing was changed; make room beside it for a file of its size, and try again.</source>
        <translation>数据文件为旧版本，更改前必须制作的副本失败。未更改任何内容；请在其旁边腾出同样大小的空间后重试。</translation>
    </message>
    <message>
        <source>This file is no store that was set aside. Nothing was removed; choose one of the list.</source>
        <translation>此文件不是被移存的数据文件。未删除任何内容；请从列表中选择。</translation>
    </message>
    <message>
        <source>The damaged store could not be removed. It is still there; check the permissions of its folder.</source>
        <translation>无法删除损坏的数据文件。它仍然存在；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The disk of the store is full: %1 MB are needed. Nothing of this batch was stored, older data are whole. Free some space; storing goes on by itself.</source>
        <translation>数据文件所在的磁盘已满：需要 %1 MB。本批数据未保存，旧数据完好。请释放空间；保存会自动继续。</translation>
    </message>
    <message>
        <source>The store&apos;s file was moved or removed while it was open. Nothing was stored; put it back, or a new one is begun in a while.</source>
        <translation>数据文件在打开时被移动或删除。未保存任何内容；请将其放回，否则稍后会新建一个。</translation>
    </message>
    <message>
        <source>The store lies on a network drive. It is written without a log and by this program alone, which is slower; choose a folder on a local disk if you can.</source>
        <translation>数据文件位于网络驱动器上。它在没有日志的情况下仅由本程序写入，速度较慢；如有可能，请选择本地磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>The store&apos;s file was gone, and a new one was begun. What it held is fetched again as far as the servers have it.</source>
        <translation>数据文件已不存在，已新建一个。其内容将在服务器仍有的范围内重新获取。</translation>
    </message>
    <message>
        <source>The store&apos;s file was replaced by another while it was open. That one was checked and is in use now.</source>
        <translation>数据文件在打开时被另一个文件替换。已检查该文件并正在使用。</translation>
    </message>
    <message>
        <source>The cache was damaged. It is kept as %1; a new one is being filled from the servers.</source>
        <translation>缓存已损坏。原文件保留为 %1；正在从服务器重新填充新的缓存。</translation>
    </message>
    <message>
        <source>The file is damaged: its lists of names cannot be used. Nothing was changed; ask for it again.</source>
        <translation>文件已损坏：其名称列表无法使用。未作任何改动；请重新索取该文件。</translation>
    </message>
    <message>
        <source>More than half of the rows in the file are unusable. Nothing was changed; the program that wrote it does not keep to the format.</source>
        <translation>文件中超过一半的数据行无法使用。未作任何改动；写出该文件的程序不符合格式。</translation>
    </message>
    <message>
        <source>The file is damaged. Nothing was changed; ask for it again.</source>
        <translation>文件已损坏。未作任何改动；请重新索取该文件。</translation>
    </message>
    <message>
        <source>The file is no export of GPU Atlas. Nothing was changed; choose another file.</source>
        <translation>该文件不是 GPU Atlas 的导出文件。未作任何改动；请选择其他文件。</translation>
    </message>
    <message>
        <source>The file was written by a newer version. Nothing was changed; update the program to open it.</source>
        <translation>文件由较新的版本写出。未作任何改动；请更新程序后再打开。</translation>
    </message>
    <message>
        <source>The file is larger than what is opened (512 MB). Nothing was changed; ask for a shorter time.</source>
        <translation>文件超过可打开的大小上限（512 MB）。未作任何改动；请改为索取较短的时间范围。</translation>
    </message>
    <message>
        <source>The file holds other tables than an export has. Nothing was changed; choose another file.</source>
        <translation>文件中的表与导出文件不符。未作任何改动；请选择其他文件。</translation>
    </message>
    <message>
        <source>Opening was cancelled.</source>
        <translation>已取消打开。</translation>
    </message>
    <message>
        <source>Reading the file takes too long. Nothing was changed; ask for it again.</source>
        <translation>读取文件耗时过长。未作任何改动；请重新索取该文件。</translation>
    </message>
    <message>
        <source>The file is not as it was written: what it says of itself does not agree with what it holds. Nothing was changed; ask for it again.</source>
        <translation>文件与写出时不一致：其自述信息与实际内容不符。未作任何改动；请重新索取该文件。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. What was there before is as it was; choose another place or make room.</source>
        <translation>无法写入 %1：%2。原有内容未变；请换一个位置，或腾出空间。</translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>导出已取消。未写入任何内容。</translation>
    </message>
    <message>
        <source>There is nothing to export: no cluster is chosen, or the time is empty.</source>
        <translation>没有可导出的内容：未选择集群，或时间范围为空。</translation>
    </message>
    <message>
        <source>The store has no cluster %1. Nothing was written.</source>
        <translation>数据文件中没有集群 %1。未写入任何内容。</translation>
    </message>
    <message>
        <source>The notes or alert rules are too long for an export (1 MB at most). Nothing was written.</source>
        <translation>备注或告警规则过长，无法导出（最多 1 MB）。未写入任何内容。</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>The file would be larger than what can be opened again (512 MB). Nothing was written; choose a shorter time, or leave out workloads.</source>
        <translation>文件将超过可再次打开的大小上限（512 MB）。未写入任何内容；请缩短时间范围，或不包含工作负载。</translation>
    </message>
    <message>
        <source>There is no store to export from.</source>
        <translation>没有可供导出的数据文件。</translation>
    </message>
    <message>
        <source>The file is a store of GPU Atlas, no export of one. Open it as a store.</source>
        <translation>该文件是 GPU Atlas 的数据文件，而非导出文件。请作为数据文件打开。</translation>
    </message>
    <message>
        <source>The file&apos;s tables are not those of a store: another program made or changed it. It was left as it is; choose another file.</source>
        <translation>该文件的表与数据文件的不符：由其他程序创建或更改过。已保持原样；请选择其他文件。</translation>
    </message>
    <message>
        <source>there is no room on the disk for %1 MB</source>
        <translation>磁盘上没有 %1 MB 的空间</translation>
    </message>
    <message>
        <source>Reading the file needs more memory than is given to it (1 GB). Nothing was changed; ask for a shorter time.</source>
        <translation>读取此文件所需的内存超过了允许的 1 GB。未作任何更改；请索取更短时间的数据。</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed; check its permissions.</source>
        <translation>无法读取该文件。未作任何更改；请检查其权限。</translation>
    </message>
    <message>
        <source>There is a store at that place, and no export takes the place of one. Choose another name.</source>
        <translation>该处已有一个数据文件，导出不会取代它。请换一个名称。</translation>
    </message>
</context>
<context>
    <name>atlas::SubjectComparison</name>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>名次变化</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>GPUs over time</source>
        <translation>GPU 走势</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Unattributed</source>
        <translation>未归属</translation>
    </message>
    <message>
        <source>%1 of %2 h</source>
        <translation>%1 / %2 h</translation>
    </message>
    <message>
        <source>Other (%1)</source>
        <translation>其他（%1 个）</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Left of the quota</source>
        <translation>配额剩余</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>above the quota</source>
        <translation>超出配额</translation>
    </message>
    <message>
        <source>Share of GPU-hours</source>
        <translation>GPU·h 占比</translation>
    </message>
    <message>
        <source>Cost (%1)</source>
        <translation>成本（%1）</translation>
    </message>
    <message>
        <source>Idle cost (%1)</source>
        <translation>未用成本（%1）</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Unknown use</source>
        <translation>使用未知</translation>
    </message>
    <message>
        <source>Difference from the cluster&apos;s own rows</source>
        <translation>与集群自身数据的差额</translation>
    </message>
</context>
<context>
    <name>atlas::SyncEngine</name>
    <message>
        <source>A sync is under way already.</source>
        <translation>同步已在进行中。</translation>
    </message>
    <message>
        <source>The store is open for reading only; nothing was fetched.</source>
        <translation>数据文件以只读方式打开，未获取任何数据。</translation>
    </message>
    <message>
        <source>The range ends before it begins; nothing was fetched.</source>
        <translation>时间范围的结束早于开始，未获取任何数据。</translation>
    </message>
</context>
<context>
    <name>atlas::SyncReport</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>%1 of %2 parts could not be fetched completely, first %3: %4. What came was stored; the rest is asked for again by the next sync.</source>
        <translation>%2 个部分中有 %1 个未能完整获取，首个为 %3：%4。已到的数据已保存；其余在下次同步时重新获取。</translation>
    </message>
    <message>
        <source>The server&apos;s pages do not add up to the rows it states, first for %1: rows may be missing. What came was stored; the next sync asks again.</source>
        <translation>服务器各页之和与其声明的行数不符，首个为 %1：可能缺少数据。已到的数据已保存；下次同步时重新获取。</translation>
    </message>
    <message>
        <source>clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时数据</translation>
    </message>
    <message>
        <source>namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>label keys</source>
        <translation>标签键</translation>
    </message>
    <message>
        <source>snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>annotation %1</source>
        <translation>注解 %1</translation>
    </message>
</context>
<context>
    <name>atlas::SyncRun</name>
    <message>
        <source>The server does not list its clusters.</source>
        <translation>服务器不提供集群列表。</translation>
    </message>
    <message>
        <source>The server has no cluster &quot;%1&quot;; it has: %2.</source>
        <translation>服务器上没有集群“%1”，现有：%2。</translation>
    </message>
    <message>
        <source>The server names no cluster and has no rows in this range; name the cluster, or choose another range.</source>
        <translation>服务器没有给出集群名，此范围内也没有数据；请指定集群，或选择其他时间范围。</translation>
    </message>
    <message>
        <source>The server does not list its label keys: those of the snapshots and the usual ones are tried.</source>
        <translation>服务器不提供标签键列表：将尝试快照中的键和常用键。</translation>
    </message>
    <message>
        <source>The server keeps no snapshots of %1.</source>
        <translation>服务器不保留 %1 的快照。</translation>
    </message>
    <message>
        <source>The server answered with rows of &quot;%1&quot; when asked for &quot;%2&quot;; they were not stored.</source>
        <translation>请求“%2”时服务器返回了“%1”的数据，未保存。</translation>
    </message>
    <message>
        <source>The server has no %1.</source>
        <translation>服务器没有 %1。</translation>
    </message>
</context>
<context>
    <name>atlas::TableModel</name>
    <message>
        <source>between %1 and %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column title: value</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>atlas::TeamsPage</name>
    <message>
        <source>Label or annotation</source>
        <translation>标签或注解</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>全部取值</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>GPU-hours</source>
        <translation>GPU·h</translation>
    </message>
    <message>
        <source>In total: GPU-hours of each value of the key; allocated = used + held idle. Over time: average GPUs of each bucket on top of each other, or their shares. Workloads without the key count under its default value, which stands apart. Values of different keys overlap and never add up to each other.</source>
        <translation>合计：该键每个取值的 GPU·h；已分配 = 已使用 + 占用未用。走势：每个时间粒度的平均 GPU 数相堆叠，或其占比。没有该键的工作负载计入默认值，单独显示。不同键的取值相互重叠，不可相加。</translation>
    </message>
    <message>
        <source>In total or over time</source>
        <translation>合计或走势</translation>
    </message>
    <message>
        <source>In total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>走势</translation>
    </message>
    <message>
        <source>GPUs or shares</source>
        <translation>GPU 数或占比</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Shares of the GPUs held</source>
        <translation>占用 GPU 的占比</translation>
    </message>
    <message>
        <source>GPUs held</source>
        <translation>占用的 GPU</translation>
    </message>
</context>
<context>
    <name>atlas::TileDetails</name>
    <message>
        <source>GPUs held</source>
        <translation>占用的 GPU</translation>
    </message>
    <message>
        <source>allocated_gpu_count of each hour: the mean of the hour&apos;s samples.</source>
        <translation>每小时的 allocated_gpu_count：该小时各采样点的平均值。</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>avg_utilization of each hour, in the band from min_ to max_utilization.</source>
        <translation>每小时的 avg_utilization，色带为 min_utilization 至 max_utilization。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>atlas::TimeSeriesChart</name>
    <message>
        <source>Time series without data</source>
        <translation>时间序列：无数据</translation>
    </message>
    <message numerus="yes">
        <source>Time series with %n line(s), %1</source>
        <translation>
            <numerusform>时间序列，共 %n 条曲线，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>last %1, lowest %2, highest %3</source>
        <translation>最新 %1，最低 %2，最高 %3</translation>
    </message>
    <message>
        <source>no known value</source>
        <translation>没有已知值</translation>
    </message>
    <message>
        <source>%1 · provisional</source>
        <translation>%1 · 暂定</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2–%3)</source>
        <translation>%1（%2–%3）</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>曲线</translation>
    </message>
</context>
<context>
    <name>atlas::TimeSlider</name>
    <message>
        <source>No snapshots</source>
        <translation>没有快照</translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n 个快照</numerusform>
        </translation>
    </message>
    <message>
        <source>Snapshot %1 of %2: %3</source>
        <translation>快照 %1 / %2：%3</translation>
    </message>
</context>
<context>
    <name>atlas::TopBar</name>
    <message>
        <source>Source of the data</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Explore the sample cluster</source>
        <translation>浏览示例集群</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>时间粒度</translation>
    </message>
    <message>
        <source>How much time a point stands for</source>
        <translation>每个点代表多长时间</translation>
    </message>
    <message>
        <source>Bucket: auto</source>
        <translation>时间粒度：自动</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Refresh (F5)</source>
        <translation>刷新 (F5)</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Refresh (F5). Everything was fetched last at %1.</source>
        <translation>刷新 (F5)。上次全部获取：%1。</translation>
    </message>
    <message>
        <source>fetching</source>
        <translation>获取中</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自定义起止…</translation>
    </message>
    <message>
        <source>System (%1)</source>
        <translation>系统 (%1)</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>not open</source>
        <translation>未打开</translation>
    </message>
    <message>
        <source>Show the saved connections</source>
        <translation>显示已保存的连接</translation>
    </message>
    <message>
        <source>Connections …</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Days before are compared</source>
        <translation>与之前日期的比较方式</translation>
    </message>
    <message>
        <source>Hour for hour, equally long</source>
        <translation>逐小时对应，时长相等</translation>
    </message>
    <message>
        <source>By the clock on the wall</source>
        <translation>按当地钟表时间</translation>
    </message>
    <message>
        <source>One range back (Alt+PgUp)</source>
        <translation>后退一个时间范围 (Alt+PgUp)</translation>
    </message>
    <message>
        <source>One range forward (Alt+PgDown)</source>
        <translation>前进一个时间范围 (Alt+PgDown)</translation>
    </message>
    <message>
        <source>Quarters</source>
        <translation>季度</translation>
    </message>
    <message>
        <source>Go to a page, subject, range or action</source>
        <translation>转到页面、对象、时间范围或操作</translation>
    </message>
    <message>
        <source>Saved views and links</source>
        <translation>保存的视图和链接</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Copy the range</source>
        <translation>复制时间范围</translation>
    </message>
    <message>
        <source>Paste a range or link</source>
        <translation>粘贴时间范围或链接</translation>
    </message>
    <message>
        <source>Save this view …</source>
        <translation>保存此视图…</translation>
    </message>
    <message>
        <source>Rename or remove views …</source>
        <translation>重命名或移除视图…</translation>
    </message>
    <message>
        <source>Copy a link to this view</source>
        <translation>复制此视图的链接</translation>
    </message>
    <message>
        <source>What the opened file says of itself</source>
        <translation>所打开文件的自述信息</translation>
    </message>
    <message>
        <source>Read-only · opened file, not verified</source>
        <translation>只读 · 打开的文件，未经核实</translation>
    </message>
    <message>
        <source>Save, print or send what is shown (Ctrl+E)</source>
        <translation>保存、打印或发送当前显示的内容 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Open files …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open a folder of replies …</source>
        <translation>打开应答文件夹…</translation>
    </message>
    <message>
        <source>Open files beside what is open …</source>
        <translation>在已打开的内容之外打开文件…</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未经核实</translation>
    </message>
    <message>
        <source>Source of the data: %1</source>
        <translation>数据来源：%1</translation>
    </message>
</context>
<context>
    <name>atlas::TreemapWidget</name>
    <message numerus="yes">
        <source>%n more, too small to draw</source>
        <translation>
            <numerusform>另有 %n 项，太小无法绘出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Treemap without data</source>
        <translation>矩形树图：无数据</translation>
    </message>
    <message numerus="yes">
        <source>Treemap of %1: %2, %n part(s)</source>
        <translation>
            <numerusform>%1 的矩形树图：%2，共 %n 个部分</numerusform>
        </translation>
    </message>
    <message>
        <source>Where does this come from?</source>
        <translation>数据来源</translation>
    </message>
</context>
<context>
    <name>atlas::WallClockField</name>
    <message>
        <source>Ahead of UTC</source>
        <translation>UTC 偏移</translation>
    </message>
    <message>
        <source>Clocks are set back: this time comes twice.</source>
        <translation>时钟拨慢：此时间出现两次。</translation>
    </message>
</context>
<context>
    <name>atlas::Waste</name>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>GPUs held idle by hour of the week</source>
        <translation>一周各小时的占用未用 GPU</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>vs %1</source>
        <translation>对比%1</translation>
    </message>
    <message>
        <source>GPU-hours that were allocated and not used: %1 GPU-days, %2 of what was allocated.</source>
        <translation>已分配而未使用的 GPU·h：%1 GPU·天，占已分配的 %2。</translation>
    </message>
    <message>
        <source>At or below %1</source>
        <translation>利用率不高于 %1</translation>
    </message>
    <message>
        <source>GPU-hours held in hours with a utilisation at or below %1, summed over the rows below. A different figure from held idle.</source>
        <translation>利用率不高于 %1 的小时内占用的 GPU·h，为下列各行之和。与“占用未用”是不同的指标。</translation>
    </message>
    <message>
        <source>GPU-hours held idle × the price of a GPU-hour.</source>
        <translation>占用未用 GPU·h × GPU 时价格。</translation>
    </message>
    <message>
        <source>Most held idle</source>
        <translation>占用未用最多</translation>
    </message>
    <message>
        <source>Little held, little used</source>
        <translation>占用少、利用低</translation>
    </message>
    <message>
        <source>Much held, little used</source>
        <translation>占用多、利用低</translation>
    </message>
    <message>
        <source>Little held, well used</source>
        <translation>占用少、利用高</translation>
    </message>
    <message>
        <source>Much held, well used</source>
        <translation>占用多、利用高</translation>
    </message>
    <message>
        <source>%1: %2 idle</source>
        <translation>%1 个：未用 %2</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>never at or below %1</source>
        <translation>始终高于 %1</translation>
    </message>
    <message>
        <source>still idle</source>
        <translation>仍空闲</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>%1, perhaps since earlier</source>
        <translation>%1，可能开始得更早</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Idle since</source>
        <translation>空闲起始</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Share of idle</source>
        <translation>未用占比</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Unknown use</source>
        <translation>使用未知</translation>
    </message>
    <message>
        <source>Cost of idle</source>
        <translation>未用成本</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>可释放</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>节省</translation>
    </message>
    <message>
        <source>Last idle hour</source>
        <translation>最后空闲小时</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲时长</translation>
    </message>
    <message>
        <source>Held at least since</source>
        <translation>至少自此占用</translation>
    </message>
    <message>
        <source>Had every %1 been reclaimed after %2 h at or below %3, nothing would have been free: nobody was idle for that long.</source>
        <comment>workload or namespace, hours, percent</comment>
        <translation>若每个%1在利用率不高于 %3 满 %2 h 后被回收，不会释放任何 GPU·h：没有对象空闲这么久。</translation>
    </message>
    <message>
        <source>Held idle (GPU·d)</source>
        <translation>占用未用（GPU·天）</translation>
    </message>
    <message>
        <source>On these workloads (GPU·d)</source>
        <translation>所在工作负载（GPU·天）</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Cost of held idle (%1)</source>
        <translation>占用未用的成本（%1）</translation>
    </message>
    <message>
        <source>Had every %1 been reclaimed after %2 h at or below %3, %4 would have been free, held by %5 of the %6 looked at: %7 of what was allocated.</source>
        <comment>workload or namespace, hours, percent, GPU-hours, number, number, percent</comment>
        <translation>若每个%1在 %3 及以下持续 %2 h 后即被回收，可释放 %4，涉及所考察的 %6 个中的 %5 个：占已分配的 %7。</translation>
    </message>
    <message>
        <source>Had every %1 been reclaimed after %2 h at or below %3, %4 would have been free, held by %5 of the %6 looked at: %7 of what was allocated, worth %8 %9.</source>
        <comment>workload or namespace, hours, percent, GPU-hours, number, number, percent, money, currency</comment>
        <translation>若每个%1在 %3 及以下持续 %2 h 后即被回收，可释放 %4，涉及所考察的 %6 个中的 %5 个：占已分配的 %7，价值 %8 %9。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>cost, currency</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>atlas::WastePage</name>
    <message>
        <source>Whose waste</source>
        <translation>浪费对象</translation>
    </message>
    <message>
        <source>Threshold of idleness</source>
        <translation>空闲阈值</translation>
    </message>
    <message>
        <source>An hour with a utilisation at or below this is idle</source>
        <translation>利用率不高于此值的小时视为空闲</translation>
    </message>
    <message>
        <source>Least GPU-days held idle</source>
        <translation>最少占用未用 GPU·天</translation>
    </message>
    <message>
        <source>Shows only who held at least so many GPU-days idle</source>
        <translation>仅显示占用未用不少于此 GPU·天的对象</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Who holds GPUs idle</source>
        <translation>谁占用 GPU 而未用</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>缩小列表</translation>
    </message>
    <message>
        <source>Search or filter: name, days:&gt;50, utilisation:&lt;10</source>
        <translation>搜索或筛选：名称、days:&gt;50、利用率:&lt;10</translation>
    </message>
    <message>
        <source>What reclaiming would have freed</source>
        <translation>回收可释放的量</translation>
    </message>
    <message>
        <source>Reclaimable</source>
        <translation>可回收</translation>
    </message>
    <message>
        <source>Who holds GPUs idle, on what, since when</source>
        <translation>谁占用 GPU 而未用、在哪些工作负载上、自何时起</translation>
    </message>
    <message>
        <source>Held idle: GPU-hours allocated − used; 24 GPU-hours are a GPU-day. Idle since: the begin of the run of hours at or below the threshold with most GPU-hours; of a namespace that of its workload with the largest. Hours of unknown use neither count nor end a run.</source>
        <translation>占用未用：已分配 − 已使用的 GPU·h；24 GPU·h 为 1 GPU·天。空闲起始：利用率不高于阈值的连续小时段中 GPU·h 最多者的开始；命名空间取其中最大的工作负载的时段。使用未知的小时既不计入，也不中断时段。</translation>
    </message>
    <message>
        <source>Held against used</source>
        <translation>占用与利用</translation>
    </message>
    <message>
        <source>Scale of GPU-hours</source>
        <translation>GPU·h 的刻度</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Most held idle</source>
        <translation>占用未用最多</translation>
    </message>
    <message>
        <source>Held idle over the week</source>
        <translation>一周内的占用未用</translation>
    </message>
    <message>
        <source>GPUs held idle, mean of the range&apos;s hours that fall in the same hour of the week: of the cluster, or of the selected one. Hatched: no hour in which it is known.</source>
        <translation>占用未用 GPU，取时间范围内处于一周同一小时的平均值：集群的，或选中对象的。斜线：没有已知的小时。</translation>
    </message>
    <message>
        <source>Workloads by held idle</source>
        <translation>按占用未用排列的工作负载</translation>
    </message>
    <message>
        <source>Each workload&apos;s GPU-hours held idle, and since when it has been at or below the threshold. Of the selected namespaces where some are.</source>
        <translation>各工作负载的占用未用 GPU·h，以及自何时起利用率不高于阈值。选中命名空间时只列其工作负载。</translation>
    </message>
    <message>
        <source>Reclaim after so many idle hours</source>
        <translation>空闲满多少小时后回收</translation>
    </message>
    <message>
        <source>Whoever was at or below the threshold for so many hours in a row loses the GPUs until they are wanted again: the GPU-hours of the idle hours that follow. A run ends with work, or when the GPUs are given back; hours of unknown use neither count nor end it. Hours before the range count for how long a run lasts.</source>
        <translation>利用率连续不高于阈值满所设小时数的对象，其 GPU 被收回，直到再次需要：统计其后空闲小时的 GPU·h。开始工作或归还 GPU 时该时段结束；使用未知的小时既不计入，也不结束时段。时间范围之前的小时计入时段长度。</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Annotation %1</source>
        <translation>注解 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>of the selected</source>
        <translation>选中对象</translation>
    </message>
    <message>
        <source>after %1 h at or below %2 · %3 of %4</source>
        <translation>不高于 %2 满 %1 h · %3 / %4</translation>
    </message>
    <message>
        <source>GPU · cluster</source>
        <translation>GPU · 集群</translation>
    </message>
    <message>
        <source>GPU · %1</source>
        <translation>GPU · %1</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>by %1</source>
        <comment>namespaces</comment>
        <translation>按%1</translation>
    </message>
    <message>
        <source>idle at or below %1</source>
        <translation>空闲：利用率不高于 %1</translation>
    </message>
    <message>
        <source>at least %1 GPU-days held idle</source>
        <translation>占用未用至少 %1 GPU·天</translation>
    </message>
    <message>
        <source>The first ten, and the others.</source>
        <translation>前十名及其余。</translation>
    </message>
    <message>
        <source>after %1 h</source>
        <comment>reclaim after 24 h</comment>
        <translation>空闲满 %1 h</translation>
    </message>
    <message>
        <source>A dot each: its GPU-hours against its utilisation, its area what it held idle. Drag the lines, or move them with Ctrl and the arrows. As they come, those right of the line hold 80 % of all GPU-hours, and the other line is the cluster&apos;s utilisation. Subjects of unknown utilisation have no dot; of very many those that held most idle have one.</source>
        <translation>每个对象一个点：横轴为 GPU·h，纵轴为利用率，面积为占用未用。可拖动两条线，或用 Ctrl 加方向键移动。默认竖线右侧的对象占全部 GPU·h 的 80 %，横线为集群的利用率。利用率未知的对象没有点；对象过多时，只绘出占用未用最多的。</translation>
    </message>
    <message>
        <source>after %1 h at or below %2 · %3 of %4 workloads</source>
        <translation>在 %2 及以下持续 %1 h 后 · %4 个工作负载中的 %3 个</translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a dot</source>
        <translation>
            <numerusform>%Ln 个没有点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::WastePresenter</name>
    <message>
        <source>Workloads are listed for ranges of up to 35 days.</source>
        <translation>时间范围不超过 35 天时才列出工作负载。</translation>
    </message>
    <message>
        <source>There are no rows of workloads in this range.</source>
        <translation>此时间范围内没有工作负载数据。</translation>
    </message>
    <message>
        <source>No label or annotation of this cluster has hourly rows. Look at namespaces or workloads.</source>
        <translation>该集群的标签和注解都没有小时数据。请查看命名空间或工作负载。</translation>
    </message>
    <message>
        <source>Choose a shorter one, or look at namespaces.</source>
        <translation>请选择更短的时间范围，或查看命名空间。</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>There are no rows of workloads in this range. Look at namespaces.</source>
        <translation>此时间范围内没有工作负载数据。请查看命名空间。</translation>
    </message>
    <message>
        <source>Nobody has rows in this range.</source>
        <translation>此时间范围内没有任何对象的数据。</translation>
    </message>
</context>
<context>
    <name>atlas::WaterfallChart</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Waterfall without data</source>
        <translation>瀑布图：无数据</translation>
    </message>
    <message numerus="yes">
        <source>Waterfall from %1 to %2 in %n step(s)</source>
        <translation>
            <numerusform>瀑布图，由 %1 至 %2，共 %n 步</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::WelcomePage</name>
    <message>
        <source>Open …</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Connect to an API</source>
        <translation>连接 API</translation>
    </message>
    <message>
        <source>The address of a server that has the GPU aggregation API. The path is found by itself.</source>
        <translation>提供 GPU 聚合 API 的服务器地址，路径会自动查找。</translation>
    </message>
    <message>
        <source>Explore the sample cluster</source>
        <translation>浏览示例集群</translation>
    </message>
    <message>
        <source>Two simulated clusters with 35 days of hours, made on this machine in some seconds. Nothing leaves it.</source>
        <translation>两个模拟集群、35 天的小时数据，几秒内在本机生成，不向外发送任何数据。</translation>
    </message>
    <message>
        <source>Who holds the GPUs, and how well are they used?</source>
        <translation>GPU 由谁占用，用得如何？</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Token, where one is needed</source>
        <translation>令牌（如需要）</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>More settings …</source>
        <translation>更多设置…</translation>
    </message>
    <message>
        <source>Open a bundle or replies</source>
        <translation>打开数据包或应答</translation>
    </message>
    <message>
        <source>A bundle that somebody sent, recorded replies of an API, or a store of this program; files may be dropped here, too. They are opened read-only and never changed.</source>
        <translation>他人发来的数据包、录制的 API 应答，或本程序的数据文件；也可将文件拖放到此处。以只读方式打开，绝不改动。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>atlas::Workbook</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>The workbook could not be written: %1. What was there before is as it was.</source>
        <translation>工作簿无法写入：%1。原有内容未变。</translation>
    </message>
    <message>
        <source>in the folder for temporary files, %1: %2</source>
        <translation>临时文件夹 %1：%2</translation>
    </message>
    <message>
        <source>%1; %2 are needed there</source>
        <translation>%1；该处需要 %2</translation>
    </message>
    <message>
        <source>Cut texts</source>
        <translation>截断的文本</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) longer than a cell holds end in a mark</source>
        <translation>
            <numerusform>%n 处文本超出单元格长度，末尾带有标记</numerusform>
        </translation>
    </message>
    <message>
        <source>Further sheets</source>
        <translation>续表</translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) go on with the rows that the one before had no room for</source>
        <translation>
            <numerusform>%n 个工作表接续前一工作表容纳不下的行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Workloads</name>
    <message>
        <source>Workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Held idle</source>
        <translation>占用未用</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>已分配</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>申请量</translation>
    </message>
    <message>
        <source>Memory used</source>
        <translation>显存用量</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>First hour</source>
        <translation>首个小时</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最后小时</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>Owner&apos;s UID</source>
        <translation>所有者 UID</translation>
    </message>
    <message>
        <source>%1 on average, at most %2</source>
        <translation>平均 %1，最多 %2</translation>
    </message>
    <message>
        <source>%1, between %2 and %3</source>
        <translation>%1，介于 %2 与 %3 之间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>%1 of %2 on average</source>
        <translation>平均 %1 / %2</translation>
    </message>
    <message>
        <source>Hours with data</source>
        <translation>有数据的小时</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注解</translation>
    </message>
    <message numerus="yes">
        <source>%n workload(s)</source>
        <translation>
            <numerusform>%n 个工作负载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n workload(s)</source>
        <translation>
            <numerusform>%1 / %n 个工作负载</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on average</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>%1 held idle</source>
        <translation>占用未用 %1</translation>
    </message>
    <message>
        <source>%1 utilised</source>
        <translation>利用率 %1</translation>
    </message>
</context>
<context>
    <name>atlas::WorkloadsPage</name>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Every workload with a row in the range. GPU-hours, held idle and utilisation are those of the range; type, status, owner, requested GPUs, memory and replicas those of its newest hour in it. Allocated: Σ GPUs / hours in which the cluster has data.</source>
        <translation>时间范围内有数据的所有工作负载。GPU·h、占用未用和利用率取整个范围；类型、状态、所有者、申请 GPU 数、显存和副本数取范围内最新的小时。已分配：Σ GPU ÷ 集群有数据的小时数。</translation>
    </message>
    <message>
        <source>GPUs held</source>
        <translation>占用的 GPU</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Search or filter: name, &gt;80, 10..20, !failed, ~regex, utilisation:&lt;10   ( / )</source>
        <translation>搜索或筛选：名称、&gt;80、10..20、!failed、~正则、利用率:&lt;10   ( / )</translation>
    </message>
    <message>
        <source>Column that is filtered</source>
        <translation>筛选的列</translation>
    </message>
    <message>
        <source>The column that the filter means</source>
        <translation>筛选所针对的列</translation>
    </message>
    <message>
        <source>Shows all workloads again</source>
        <translation>重新显示全部工作负载</translation>
    </message>
    <message>
        <source>The list is narrowed to these; press to see all workloads again</source>
        <translation>列表已缩小到这些；按下可重新显示全部工作负载</translation>
    </message>
    <message>
        <source>Sum of the workloads shown</source>
        <translation>所示工作负载合计</translation>
    </message>
    <message>
        <source>Any column</source>
        <translation>任意列</translation>
    </message>
    <message>
        <source>the first %1 of those selected</source>
        <translation>选中项的前 %1 个</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>已选</translation>
    </message>
    <message numerus="yes">
        <source>%n workload(s); these are the facts of the first</source>
        <translation>
            <numerusform>%n 个工作负载；此处为第一个的信息</numerusform>
        </translation>
    </message>
    <message>
        <source>The band is from the lowest to the highest value.</source>
        <translation>色带为最低值至最高值。</translation>
    </message>
</context>
<context>
    <name>atlas::WorkloadsPresenter</name>
    <message>
        <source>Go to the newest data</source>
        <translation>转到最新数据</translation>
    </message>
    <message>
        <source>No workload has rows in this range. Of a long or old range only the last 31 days are fetched by workload, and some servers have no rows of workloads at all; the pages Namespaces and Teams have what there is.</source>
        <translation>此时间范围内没有工作负载数据。较长或较早的范围只按工作负载获取最后 31 天，有些服务器完全没有工作负载数据；命名空间和团队页面有现有的数据。</translation>
    </message>
    <message>
        <source>%1 has no rows of workloads in this range; the pages Namespaces and Teams have what there is.</source>
        <translation>%1 在此时间范围内没有工作负载数据；命名空间和团队页面有现有的数据。</translation>
    </message>
    <message>
        <source>rows of workloads for %1 of %2 h</source>
        <translation>%2 h 中有 %1 h 的工作负载数据</translation>
    </message>
</context>
</TS>
