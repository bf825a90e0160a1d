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
        <source>Last 24 hours of %1</source>
        <translation>%1 最近 24 小时</translation>
    </message>
    <message>
        <source>Last 24 hours of the namespace %1 (the workload has no hourly rows)</source>
        <translation>命名空间 %1 最近 24 小时（该工作负载没有小时数据）</translation>
    </message>
    <message>
        <source>There are no hourly rows of the 24 hours before.</source>
        <translation>之前 24 小时没有小时数据。</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationPage</name>
    <message>
        <source>Allocation</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Each tile is a workload of the newest snapshot: its area is the GPUs it holds, its colour their utilisation over the last minute, hatched where that is unknown. What the snapshot counts but does not list, and GPUs nobody holds, are tiles of their own.</source>
        <translation>每个方块是最新快照中的一个工作负载：面积为其占用的 GPU 数，颜色为最近一分钟的利用率，未知时以斜线填充。快照已计入但未逐一列出的部分，以及无人占用的 GPU，各有单独的方块。</translation>
    </message>
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
        <source>Namespace</source>
        <translation>命名空间</translation>
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
        <source>unknown</source>
        <translation>未知</translation>
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
        <source>UID</source>
        <translation>UID</translation>
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
        <source>Unallocated</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Unattributed</source>
        <translation>未归属</translation>
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
        <source>Find by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>Dims what does not carry the text in its name or its namespace&apos;s (Ctrl+F)</source>
        <translation>名称及命名空间名中不含该文字的方块变暗 (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>atlas::AllocationPresenter</name>
    <message>
        <source>The newest snapshot of this cluster lists no allocation and no capacity.</source>
        <translation>该集群的最新快照中既没有分配，也没有容量。</translation>
    </message>
    <message>
        <source>Snapshot of %1</source>
        <translation>%1 的快照</translation>
    </message>
    <message>
        <source>Mean of the hour from %1 (the server keeps no snapshots)</source>
        <translation>%1 起一小时的平均值（服务器不保留快照）</translation>
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
    <message>
        <source>%1 has neither a snapshot nor an hour of workloads of %2.</source>
        <translation>%1 既没有 %2 的快照，也没有其工作负载的小时数据。</translation>
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
    <name>atlas::ChartPanel</name>
    <message>
        <source>The picture was not saved: %1 (%2). Choose another place.</source>
        <translation>图片未保存：%1（%2）。请换一个位置。</translation>
    </message>
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
        <source>Save picture …</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Back to the page (Esc)</source>
        <translation>返回页面 (Esc)</translation>
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
    <name>atlas::ComparisonPage</name>
    <message>
        <source>Share of GPU-hours</source>
        <translation>GPU·h 占比</translation>
    </message>
    <message>
        <source>A subject&apos;s allocated GPU-hours of the sum over all subjects of the same level.</source>
        <translation>某一对象的已分配 GPU·h 占同级全部对象之和的比例。</translation>
    </message>
    <message>
        <source>GPUs held by the first five</source>
        <translation>前五名占用的 GPU</translation>
    </message>
    <message>
        <source>Σ allocated GPUs / hours in which the cluster has data, bucket by bucket. Absent in such an hour counts 0.</source>
        <translation>每个时间粒度内：Σ 已分配 GPU ÷ 集群有数据的小时数。这些小时里没有出现的对象按 0 计。</translation>
    </message>
    <message>
        <source>Utilisation of the first five</source>
        <translation>前五名的利用率</translation>
    </message>
    <message>
        <source>Σ allocated·utilisation / Σ allocated, bucket by bucket. Unknown where nothing was allocated.</source>
        <translation>每个时间粒度内：Σ（已分配 × 利用率）÷ Σ 已分配。没有分配时为未知。</translation>
    </message>
    <message>
        <source>Every subject with a row in the range; the movement is against the period before.</source>
        <translation>范围内有数据的全部对象；名次变化相对上一周期。</translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation>排序依据</translation>
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
        <source>Type the secret, or choose a login of kind None.</source>
        <translation>请输入密钥，或将登录方式设为“无”。</translation>
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
        <translation>被拒绝的行</translation>
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
        <source>of what was asked for</source>
        <translation>占已请求部分</translation>
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
        <source>Hours in which the cluster and the sum of its namespaces are more than 1 % apart.</source>
        <translation>集群与其命名空间之和相差超过 1 % 的小时。</translation>
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
        <translation>没有被拒绝的行。</translation>
    </message>
    <message>
        <source>Every field was as it should be.</source>
        <translation>所有字段均符合预期。</translation>
    </message>
    <message>
        <source>%1 is open: nothing is fetched.</source>
        <translation>已打开 %1：不获取数据。</translation>
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
</context>
<context>
    <name>atlas::DataTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
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
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>atlas::MainWindow</name>
    <message>
        <source>GPU Atlas</source>
        <translation>GPU Atlas</translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation>打开数据文件</translation>
    </message>
    <message>
        <source>Stores (*.db *.atlas *.sqlite)</source>
        <translation>数据文件 (*.db *.atlas *.sqlite)</translation>
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
</context>
<context>
    <name>atlas::NamespacesPage</name>
    <message>
        <source>Ranking</source>
        <translation>排行</translation>
    </message>
    <message>
        <source>The first ten namespaces by the chosen figure, and the sum of all others where the figure adds up.</source>
        <translation>按所选指标排在前十的命名空间；指标可累加时另列其余之和。</translation>
    </message>
    <message>
        <source>All namespaces</source>
        <translation>全部命名空间</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
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
        <source>Utilisation over the week</source>
        <translation>一周内各时段利用率</translation>
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
        <source>Allocation rate: Σ allocated / Σ capacity. Utilisation: mean weighted by allocated GPUs, in the band from the lowest to the highest value. P50 and P95 of an hour are over its samples; of longer buckets over their hours.</source>
        <translation>分配率：Σ 已分配 ÷ Σ 容量。利用率：按已分配 GPU 加权的平均值，色带为最低值至最高值。一小时的 P50、P95 取自该小时的采样点，更长的时间粒度取自其中各小时。</translation>
    </message>
    <message>
        <source>Utilisation over the week</source>
        <translation>一周内各时段利用率</translation>
    </message>
    <message>
        <source>Mean utilisation of the range&apos;s hours that fall in the same hour of the week, weighted by allocated GPUs. Hatched: no hour with a known utilisation.</source>
        <translation>范围内落在一周同一时段的各小时的平均利用率，按已分配 GPU 加权。斜线：没有利用率已知的小时。</translation>
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
        <source>Namespaces by GPU-hours that were allocated and not used.</source>
        <translation>按已分配但未使用的 GPU·h 排列的命名空间。</translation>
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
</context>
<context>
    <name>atlas::PageRail</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Ctrl+%2)</translation>
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
    <name>atlas::Renderer</name>
    <message>
        <source>The page was not complete after a minute; no picture was written.</source>
        <translation>页面一分钟后仍未完成，未写出图片。</translation>
    </message>
    <message>
        <source>The picture was not written to %1: %2. Choose another place.</source>
        <translation>图片未写入 %1：%2。请换一个位置。</translation>
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
        <source>The server asks to wait (HTTP %1). Cached data stay; the request is repeated later.</source>
        <translation>服务器要求等待（HTTP %1）。缓存数据保留；稍后重试。</translation>
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
        <translation>在完成之前，存储已关闭或无法写入。已完成的部分保留；请稍后重试。</translation>
    </message>
    <message>
        <source>The store is damaged. It was left as it is; move it aside, and a new one is fetched.</source>
        <translation>存储已损坏。已保持原样；将其移走后会重新获取。</translation>
    </message>
    <message>
        <source>The check of the store was stopped because much is being written. Nothing was found so far; check again when it is quiet.</source>
        <translation>由于正在大量写入，存储检查已停止。目前未发现问题；请在空闲时再次检查。</translation>
    </message>
    <message>
        <source>The check of the store was cancelled. Nothing was found so far, nothing was changed.</source>
        <translation>存储检查已取消。目前未发现问题，也未更改任何内容。</translation>
    </message>
    <message>
        <source>The store is of an older version, and the copy that has to be made before it is changed failed. Nothing was changed; make room beside it for a file of its size, and try again.</source>
        <translation>存储为旧版本，更改前必须制作的副本失败。未更改任何内容；请在其旁边腾出同样大小的空间后重试。</translation>
    </message>
    <message>
        <source>This file is no store that was set aside. Nothing was removed; choose one of the list.</source>
        <translation>此文件不是被搁置的存储。未删除任何内容；请从列表中选择。</translation>
    </message>
    <message>
        <source>The damaged store could not be removed. It is still there; check the permissions of its folder.</source>
        <translation>无法删除损坏的存储。它仍然存在；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The disk of the store is full: %1 MB are needed. Nothing of this batch was stored, older data are whole. Free some space; storing goes on by itself.</source>
        <translation>存储所在磁盘已满：需要 %1 MB。此批数据未存储，旧数据完好。请释放空间；存储会自动继续。</translation>
    </message>
    <message>
        <source>The store&apos;s file was moved or removed while it was open. Nothing was stored; put it back, or a new one is begun in a while.</source>
        <translation>存储文件在打开时被移动或删除。未存储任何内容；请将其放回，否则稍后会新建一个。</translation>
    </message>
    <message>
        <source>The store lies on a network drive. It is written without a log and by this program alone, which is slower; choose a folder on a local disk if you can.</source>
        <translation>存储位于网络驱动器上。它在没有日志的情况下仅由本程序写入，速度较慢；如有可能，请选择本地磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>The store&apos;s file was gone, and a new one was begun. What it held is fetched again as far as the servers have it.</source>
        <translation>存储文件已不存在，已新建一个。其内容将在服务器仍有的范围内重新获取。</translation>
    </message>
    <message>
        <source>The store&apos;s file was replaced by another while it was open. That one was checked and is in use now.</source>
        <translation>存储文件在打开时被另一个文件替换。已检查该文件并正在使用。</translation>
    </message>
    <message>
        <source>The cache was damaged. It is kept as %1; a new one is being filled from the servers.</source>
        <translation>缓存已损坏。原文件保留为 %1；正在从服务器重新填充新的缓存。</translation>
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
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
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
        <source>Hours</source>
        <translation>覆盖率</translation>
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
    <message>
        <source>%1 (%2)</source>
        <comment>column title (unit)</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>atlas::TeamsPage</name>
    <message>
        <source>GPU-hours of each value of the key: allocated = used + held idle. Workloads without the key count under its default value, which stands apart. Values of different keys overlap and never add up to each other.</source>
        <translation>该键每个取值的 GPU·h：已分配 = 已使用 + 占用未用。没有该键的工作负载计入默认值，单独列出。不同键的取值相互重叠，不能相加。</translation>
    </message>
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
</context>
<context>
    <name>atlas::TopBar</name>
    <message>
        <source>Source of the data</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Open a store …</source>
        <translation>打开数据文件…</translation>
    </message>
    <message>
        <source>Explore the sample cluster</source>
        <translation>浏览示例集群</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
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
        <source>Open a store</source>
        <translation>打开数据文件</translation>
    </message>
    <message>
        <source>A file made by this program or by gpu-atlasctl. It is opened read-only and never changed.</source>
        <translation>由本程序或 gpu-atlasctl 生成的文件。以只读方式打开，绝不改动。</translation>
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
</context>
</TS>
