<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>重要程度</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation>发生了什么及原因</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message>
        <source>from an earlier run</source>
        <translation>来自之前的运行</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>TransferModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What is obtained</source>
        <translation>要获取的内容</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What the job does, and why</source>
        <translation>任务在做什么及原因</translation>
    </message>
    <message>
        <source>Progress and sources</source>
        <translation>进度和来源</translation>
    </message>
    <message>
        <source>How much is there, and where it came from</source>
        <translation>已有多少及其来源</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size of the content, or of the parts that are wanted</source>
        <translation>内容或所需部分的大小</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Received and proven, or in proof</source>
        <translation>已接收并证明，或正在证明</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>What is still to be received</source>
        <translation>尚待接收的部分</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下行</translation>
    </message>
    <message>
        <source>Download rate, mean over the last seconds</source>
        <translation>下载速率，最近数秒的平均值</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>Upload rate to peers, mean over the last 20 seconds</source>
        <translation>向节点的上传速率，最近 20 秒的平均值</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Until everything is received, at the present rate</source>
        <translation>以当前速率到全部接收为止</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Connected peers, of those that are known</source>
        <translation>已知节点中已连接的</translation>
    </message>
    <message>
        <source>From peers</source>
        <translation>来自节点</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from peers</source>
        <translation>接收的字节中来自节点的比例</translation>
    </message>
    <message>
        <source>From cache server</source>
        <translation>来自缓存服务器</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from the cache server</source>
        <translation>接收的字节中来自缓存服务器的比例</translation>
    </message>
    <message>
        <source>From origin</source>
        <translation>来自源站</translation>
    </message>
    <message>
        <source>Share of the received bytes that came from the HTTP origin</source>
        <translation>接收的字节中来自 HTTP 源站的比例</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>Arrived and was of no use: failed its proof, or came twice</source>
        <translation>已到达但无用：未通过证明，或重复到达</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Foreground jobs go before background jobs</source>
        <translation>前台任务先于后台任务</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>When the job was given</source>
        <translation>任务下达的时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>When the content was at its destination</source>
        <translation>内容到达目的地的时间</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>What the bytes are proven with</source>
        <translation>用什么证明字节</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Where the content goes</source>
        <translation>内容的去处</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>ContentId, or the key in the cache of a content without metadata</source>
        <translation>ContentId；没有元数据的内容则为缓存中的键</translation>
    </message>
</context>
<context>
    <name>UpdateModel</name>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>What its publisher calls it</source>
        <translation>发布者对它的称呼</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>The release that is installed</source>
        <translation>已安装的版本</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>The newest release of its publisher</source>
        <translation>发布者的最新版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What goes on, or what could be done</source>
        <translation>正在进行或可以进行的操作</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>待下载</translation>
    </message>
    <message>
        <source>Bytes of the cheapest way to the newest release</source>
        <translation>到最新版本最省的字节数</translation>
    </message>
    <message>
        <source>Installed in</source>
        <translation>安装位置</translation>
    </message>
    <message>
        <source>The directory that the product is installed in</source>
        <translation>产品所在的目录</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it was done</source>
        <translation>操作时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>The release before</source>
        <translation>之前的版本</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>The release after it</source>
        <translation>之后的版本</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>What it cost; a rollback costs nothing</source>
        <translation>花费的流量；回退不花费</translation>
    </message>
    <message>
        <source>%1: %2, from %3 to %4</source>
        <translation>%1：%2，从 %3 到 %4</translation>
    </message>
</context>
<context>
    <name>freshet::ctl</name>
    <message>
        <source>There is no page &quot;%1&quot;. Pages: %2</source>
        <translation>没有页面“%1”。页面：%2</translation>
    </message>
</context>
<context>
    <name>freshet::desktop</name>
    <message>
        <source>Watch, understand and throttle downloads.</source>
        <translation>观察、理解并限制下载。</translation>
    </message>
    <message>
        <source>Open this page; &quot;transfers:12&quot; opens it on job 12.</source>
        <translation>打开此页面；“transfers:12”在任务 12 处打开。</translation>
    </message>
    <message>
        <source>Trust these certificate authorities too (PEM).</source>
        <translation>同时信任这些证书颁发机构（PEM）。</translation>
    </message>
    <message>
        <source>Where the windows keep what they remember.</source>
        <translation>窗口保存其记忆内容的位置。</translation>
    </message>
    <message>
        <source>Write a picture of the page as PNG and end; needs no display.</source>
        <translation>将页面写成 PNG 图片后结束；不需要显示器。</translation>
    </message>
    <message>
        <source>Size of the window, in device-independent pixels.</source>
        <translation>窗口大小，以设备无关像素计。</translation>
    </message>
    <message>
        <source>Scale of the display, e.g. 1.5.</source>
        <translation>显示缩放，例如 1.5。</translation>
    </message>
    <message>
        <source>Dark colours, whatever the system says.</source>
        <translation>使用深色，不管系统设置。</translation>
    </message>
    <message>
        <source>Mirrored, as in languages that are written from right to left.</source>
        <translation>镜像，如从右向左书写的语言。</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT, e.g. 1400x900.</source>
        <translation>--size 接受 宽x高，例如 1400x900。</translation>
    </message>
    <message>
        <source>--scale takes a number from 0.5 to 4.</source>
        <translation>--scale 接受 0.5 到 4 的数字。</translation>
    </message>
    <message>
        <source>Addresses or content metadata files to add.</source>
        <translation>要添加的地址或内容元数据文件。</translation>
    </message>
</context>
<context>
    <name>freshet::text</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1 PiB</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The argument is not valid.</source>
        <translation>参数无效。</translation>
    </message>
    <message>
        <source>The file is empty; an empty file has no content metadata.</source>
        <translation>文件为空；空文件没有内容元数据。</translation>
    </message>
    <message>
        <source>There is no such file or directory.</source>
        <translation>没有这个文件或目录。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>这不是普通文件。</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <translation>文件在读取过程中发生了变化。</translation>
    </message>
    <message>
        <source>The output exists already.</source>
        <translation>输出已存在。</translation>
    </message>
    <message>
        <source>The output cannot be written.</source>
        <translation>无法写入输出。</translation>
    </message>
    <message>
        <source>The directory of the output is not what it was when the job was given.</source>
        <translation>输出目录已不是下达任务时的那个目录。</translation>
    </message>
    <message>
        <source>There is no such setting.</source>
        <translation>没有这项设置。</translation>
    </message>
    <message>
        <source>The settings file cannot be understood; it is kept aside, and the defaults apply.</source>
        <translation>无法理解设置文件；已将其保留在一旁，并采用默认值。</translation>
    </message>
    <message>
        <source>The settings file was written by a newer version; it is kept aside, and the defaults apply.</source>
        <translation>设置文件由较新版本写入；已将其保留在一旁，并采用默认值。</translation>
    </message>
    <message>
        <source>The content metadata is larger than Freshet accepts.</source>
        <translation>内容元数据超过 Freshet 接受的大小。</translation>
    </message>
    <message>
        <source>The content metadata is not well-formed bencoding.</source>
        <translation>内容元数据不是格式正确的 bencode。</translation>
    </message>
    <message>
        <source>The content metadata is nested too deeply.</source>
        <translation>内容元数据嵌套过深。</translation>
    </message>
    <message>
        <source>The content metadata has too many elements.</source>
        <translation>内容元数据的元素过多。</translation>
    </message>
    <message>
        <source>An integer in the content metadata is out of range.</source>
        <translation>内容元数据中有整数超出范围。</translation>
    </message>
    <message>
        <source>An integer in the content metadata is not in its shortest form.</source>
        <translation>内容元数据中有整数不是最短形式。</translation>
    </message>
    <message>
        <source>The keys of a dictionary in the content metadata are not in order.</source>
        <translation>内容元数据中某个字典的键未按顺序排列。</translation>
    </message>
    <message>
        <source>A key occurs twice in the content metadata.</source>
        <translation>内容元数据中有键出现了两次。</translation>
    </message>
    <message>
        <source>Bytes follow after the end of the content metadata.</source>
        <translation>内容元数据结束之后还有多余的字节。</translation>
    </message>
    <message>
        <source>A required key is missing in the content metadata.</source>
        <translation>内容元数据缺少必需的键。</translation>
    </message>
    <message>
        <source>A value in the content metadata is of the wrong type.</source>
        <translation>内容元数据中有值的类型不对。</translation>
    </message>
    <message>
        <source>The content metadata is not of BitTorrent version 2.</source>
        <translation>内容元数据不是 BitTorrent 第 2 版。</translation>
    </message>
    <message>
        <source>The content metadata describes several files; a content is one file.</source>
        <translation>内容元数据描述了多个文件；一个内容只是一个文件。</translation>
    </message>
    <message>
        <source>The piece length is not a power of two from 16 KiB to 64 MiB.</source>
        <translation>分块长度不是 16 KiB 到 64 MiB 之间的 2 的幂。</translation>
    </message>
    <message>
        <source>The content has more pieces than Freshet accepts.</source>
        <translation>内容的分块数超过 Freshet 接受的数量。</translation>
    </message>
    <message>
        <source>The length in the content metadata is not valid.</source>
        <translation>内容元数据中的长度无效。</translation>
    </message>
    <message>
        <source>The content metadata describes an empty file.</source>
        <translation>内容元数据描述的是空文件。</translation>
    </message>
    <message>
        <source>The name in the content metadata is empty.</source>
        <translation>内容元数据中的名称为空。</translation>
    </message>
    <message>
        <source>The name in the content metadata is too long.</source>
        <translation>内容元数据中的名称过长。</translation>
    </message>
    <message>
        <source>The name in the content metadata is not valid UTF-8.</source>
        <translation>内容元数据中的名称不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>The name in the content metadata contains a path separator.</source>
        <translation>内容元数据中的名称含有路径分隔符。</translation>
    </message>
    <message>
        <source>The name in the content metadata is made of dots, or ends in a dot or a space.</source>
        <translation>内容元数据中的名称由点组成，或以点或空格结尾。</translation>
    </message>
    <message>
        <source>The name in the content metadata is reserved by an operating system.</source>
        <translation>内容元数据中的名称被某个操作系统保留。</translation>
    </message>
    <message>
        <source>The name in the content metadata contains a control character or one that file names must not have.</source>
        <translation>内容元数据中的名称含有控制字符或文件名不允许的字符。</translation>
    </message>
    <message>
        <source>The name in the content metadata contains invisible or direction-changing characters.</source>
        <translation>内容元数据中的名称含有不可见字符或改变方向的字符。</translation>
    </message>
    <message>
        <source>The names in the content metadata disagree.</source>
        <translation>内容元数据中的名称互相矛盾。</translation>
    </message>
    <message>
        <source>The content metadata asks for a file attribute that Freshet does not support.</source>
        <translation>内容元数据要求的文件属性 Freshet 不支持。</translation>
    </message>
    <message>
        <source>The pieces root is missing in the content metadata.</source>
        <translation>内容元数据缺少分块根哈希。</translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is all zero.</source>
        <translation>内容元数据中的分块根哈希全为零。</translation>
    </message>
    <message>
        <source>The pieces root in the content metadata is not 32 bytes long.</source>
        <translation>内容元数据中的分块根哈希长度不是 32 字节。</translation>
    </message>
    <message>
        <source>The piece layer is missing in the content metadata.</source>
        <translation>内容元数据缺少分块层。</translation>
    </message>
    <message>
        <source>The piece layer in the content metadata has the wrong size.</source>
        <translation>内容元数据中的分块层大小不对。</translation>
    </message>
    <message>
        <source>The piece layer in the content metadata does not prove up to the pieces root.</source>
        <translation>内容元数据中的分块层无法证明分块根哈希。</translation>
    </message>
    <message>
        <source>The content metadata has a piece layer that belongs to no file.</source>
        <translation>内容元数据中有不属于任何文件的分块层。</translation>
    </message>
    <message>
        <source>The version 1 piece hashes in the content metadata have the wrong size.</source>
        <translation>内容元数据中第 1 版分块哈希的大小不对。</translation>
    </message>
    <message>
        <source>The version 1 length in the content metadata differs from the version 2 length.</source>
        <translation>内容元数据中第 1 版的长度与第 2 版不同。</translation>
    </message>
    <message>
        <source>A source in the content metadata is not an acceptable http or https URL.</source>
        <translation>内容元数据中有来源不是可接受的 http 或 https URL。</translation>
    </message>
    <message>
        <source>The piece hash file is not the expected JSON.</source>
        <translation>分块哈希文件不是预期的 JSON。</translation>
    </message>
    <message>
        <source>The piece hash file is of an unknown version.</source>
        <translation>分块哈希文件的版本未知。</translation>
    </message>
    <message>
        <source>The sizes in the piece hash file are not valid.</source>
        <translation>分块哈希文件中的大小无效。</translation>
    </message>
    <message>
        <source>The piece list of the piece hash file has the wrong size or form.</source>
        <translation>分块哈希文件的分块列表大小或形式不对。</translation>
    </message>
    <message>
        <source>The piece hash file does not match its own hash of hashes.</source>
        <translation>分块哈希文件与其自身的总哈希不符。</translation>
    </message>
    <message>
        <source>The content metadata is of another content than the ContentId that was given.</source>
        <translation>内容元数据属于与所给 ContentId 不同的内容。</translation>
    </message>
    <message>
        <source>A piece is not what the content metadata says.</source>
        <translation>有分块与内容元数据所述不符。</translation>
    </message>
    <message>
        <source>The SHA-256 of the whole content is not the one that was given.</source>
        <translation>整个内容的 SHA-256 与所给的不符。</translation>
    </message>
    <message>
        <source>The size is not what the content metadata says.</source>
        <translation>大小与内容元数据所述不符。</translation>
    </message>
    <message>
        <source>The URL is refused: only plain http and https URLs are accepted.</source>
        <translation>URL 被拒绝：只接受普通的 http 和 https URL。</translation>
    </message>
    <message>
        <source>The host name could not be resolved.</source>
        <translation>无法解析主机名。</translation>
    </message>
    <message>
        <source>The connection could not be made.</source>
        <translation>无法建立连接。</translation>
    </message>
    <message>
        <source>The secure connection could not be made.</source>
        <translation>无法建立安全连接。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted.</source>
        <translation>服务器的证书不受信任。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器未及时应答。</translation>
    </message>
    <message>
        <source>The server sends too slowly to make progress.</source>
        <translation>服务器发送过慢，无法取得进展。</translation>
    </message>
    <message>
        <source>The connection ended early.</source>
        <translation>连接提前结束。</translation>
    </message>
    <message>
        <source>The server answered with an error.</source>
        <translation>服务器返回了错误。</translation>
    </message>
    <message>
        <source>The server does not have this file.</source>
        <translation>服务器上没有此文件。</translation>
    </message>
    <message>
        <source>The server refuses access; a signed URL may have expired.</source>
        <translation>服务器拒绝访问；签名 URL 可能已过期。</translation>
    </message>
    <message>
        <source>The server asks to come back later.</source>
        <translation>服务器要求稍后再来。</translation>
    </message>
    <message>
        <source>The server ignores byte ranges.</source>
        <translation>服务器忽略字节范围。</translation>
    </message>
    <message>
        <source>The server sent another byte range than was asked for.</source>
        <translation>服务器发送的字节范围与请求的不同。</translation>
    </message>
    <message>
        <source>The file on the server changed meanwhile.</source>
        <translation>服务器上的文件期间发生了变化。</translation>
    </message>
    <message>
        <source>The server has another file than the content metadata describes.</source>
        <translation>服务器上的文件与内容元数据所描述的不同。</translation>
    </message>
    <message>
        <source>The network answers with a sign-in page instead of the file.</source>
        <translation>网络返回的是登录页面而不是文件。</translation>
    </message>
    <message>
        <source>The server redirects in a way that Freshet does not follow.</source>
        <translation>服务器的重定向方式 Freshet 不予跟随。</translation>
    </message>
    <message>
        <source>The proxy asks for credentials.</source>
        <translation>代理要求凭据。</translation>
    </message>
    <message>
        <source>The proxy could not make the connection.</source>
        <translation>代理无法建立连接。</translation>
    </message>
    <message>
        <source>The tracker refused the request.</source>
        <translation>Tracker 拒绝了请求。</translation>
    </message>
    <message>
        <source>The tracker&apos;s answer makes no sense.</source>
        <translation>Tracker 的应答没有意义。</translation>
    </message>
    <message>
        <source>The answer is larger than announced or allowed.</source>
        <translation>应答比声明的或允许的更大。</translation>
    </message>
    <message>
        <source>No source can be asked for this content.</source>
        <translation>没有来源可以请求此内容。</translation>
    </message>
    <message>
        <source>The peer does not keep to the protocol.</source>
        <translation>该节点不遵守协议。</translation>
    </message>
    <message>
        <source>The peer was not taken.</source>
        <translation>未接受该节点。</translation>
    </message>
    <message>
        <source>Another process owns the cache directory.</source>
        <translation>缓存目录被另一个进程占用。</translation>
    </message>
    <message>
        <source>The cache directory is not private to this user.</source>
        <translation>缓存目录并非此用户私有。</translation>
    </message>
    <message>
        <source>The cache directory cannot be used.</source>
        <translation>无法使用缓存目录。</translation>
    </message>
    <message>
        <source>The cache directory vanished.</source>
        <translation>缓存目录消失了。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>磁盘为只读。</translation>
    </message>
    <message>
        <source>The disk reported an error.</source>
        <translation>磁盘报告了错误。</translation>
    </message>
    <message>
        <source>The ledger was damaged.</source>
        <translation>账本（ledger）已损坏。</translation>
    </message>
    <message>
        <source>The ledger was made by a newer Freshet.</source>
        <translation>账本由较新的 Freshet 创建。</translation>
    </message>
    <message>
        <source>The ledger is locked by another program.</source>
        <translation>账本被另一个程序锁定。</translation>
    </message>
    <message>
        <source>The system has no file descriptor or memory left for it at the moment.</source>
        <translation>系统目前没有可用的文件描述符或内存。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>没有这个任务。</translation>
    </message>
    <message>
        <source>More than one job fits.</source>
        <translation>有多个任务符合。</translation>
    </message>
    <message>
        <source>This cannot be done with the job as it is now.</source>
        <translation>以任务当前的状态无法这样做。</translation>
    </message>
    <message>
        <source>The engine has as many jobs as it takes.</source>
        <translation>引擎的任务数已达上限。</translation>
    </message>
    <message>
        <source>There is no such content in the cache.</source>
        <translation>缓存中没有此内容。</translation>
    </message>
    <message>
        <source>More than one content of the cache fits.</source>
        <translation>缓存中有多个内容符合。</translation>
    </message>
    <message>
        <source>A job works on this content, or is going to.</source>
        <translation>有任务正在或即将处理此内容。</translation>
    </message>
    <message>
        <source>The content is pinned.</source>
        <translation>该内容已固定。</translation>
    </message>
    <message>
        <source>No engine runs for this cache directory.</source>
        <translation>没有引擎为此缓存目录运行。</translation>
    </message>
    <message>
        <source>The running engine does not answer as it should.</source>
        <translation>正在运行的引擎未按预期应答。</translation>
    </message>
    <message>
        <source>Freshet has a defect.</source>
        <translation>Freshet 存在缺陷。</translation>
    </message>
    <message>
        <source>The files that were given are unchanged.</source>
        <translation>所给的文件未被改动。</translation>
    </message>
    <message>
        <source>Everything received and stored so far stays in the cache.</source>
        <translation>至今接收并保存的一切都留在缓存中。</translation>
    </message>
    <message>
        <source>The complete content stays in the cache.</source>
        <translation>完整的内容留在缓存中。</translation>
    </message>
    <message>
        <source>Correct what was given and run the command again.</source>
        <translation>请更正所给的内容，然后重新运行命令。</translation>
    </message>
    <message>
        <source>Run the same command again; it goes on where it stopped.</source>
        <translation>请重新运行同一命令；它会从停下的地方继续。</translation>
    </message>
    <message>
        <source>Set that right and let the engine go on with &quot;freshetctl retry&quot; and the job&apos;s number, or download it again to another place.</source>
        <translation>请解决此问题，然后用“freshetctl retry”加任务编号让引擎继续，或重新下载到其他位置。</translation>
    </message>
    <message>
        <source>It is tried again in %1.</source>
        <translation>%1后重试。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>Give another source, or try again later.</source>
        <translation>请提供其他来源，或稍后再试。</translation>
    </message>
    <message>
        <source>Free some disk space and run the command again; it goes on where it stopped.</source>
        <translation>请释放一些磁盘空间并重新运行命令；它会从停下的地方继续。</translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then run the command again.</source>
        <translation>请更正所有者或权限，然后重新运行命令。</translation>
    </message>
    <message>
        <source>End the other process, or choose another directory with --cache-dir.</source>
        <translation>请结束另一个进程，或用 --cache-dir 选择其他目录。</translation>
    </message>
    <message>
        <source>Start one with &quot;freshetctl engine run&quot;, or name its directory with --cache-dir.</source>
        <translation>请用“freshetctl engine run”启动一个，或用 --cache-dir 指定其目录。</translation>
    </message>
    <message>
        <source>The running engine goes on with it; &quot;freshetctl cancel&quot; with the job&apos;s number ends it.</source>
        <translation>正在运行的引擎会继续处理；用“freshetctl cancel”加任务编号可将其结束。</translation>
    </message>
    <message>
        <source>Check the clock and the trusted certificates of this machine.</source>
        <translation>请检查此机器的时钟和受信任的证书。</translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then run the command again.</source>
        <translation>请登录网络或代理，然后重新运行命令。</translation>
    </message>
    <message>
        <source>Ask the publisher for correct content metadata or a correct source.</source>
        <translation>请向发布者索取正确的内容元数据或来源。</translation>
    </message>
    <message>
        <source>Install the newer Freshet, or choose another directory with --cache-dir.</source>
        <translation>请安装较新的 Freshet，或用 --cache-dir 选择其他目录。</translation>
    </message>
    <message>
        <source>Please report this with the command that was used.</source>
        <translation>请连同所用的命令一起报告此问题。</translation>
    </message>
    <message>
        <source>while: %1</source>
        <translation>操作：%1</translation>
    </message>
    <message>
        <source>kept: %1</source>
        <translation>已保留：%1</translation>
    </message>
    <message>
        <source>next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>%1 in the cache.</source>
        <translation>缓存中有 %1。</translation>
    </message>
    <message>
        <source>%1 received so far.</source>
        <translation>至今已接收 %1。</translation>
    </message>
    <message>
        <source>Receiving at %1.</source>
        <translation>正以 %1 接收。</translation>
    </message>
    <message>
        <source>Its numbers changed.</source>
        <translation>其数字已变化。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 is asked for the content.</source>
        <translation>正向 %1 请求该内容。</translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3), claimed for the site.</source>
        <translation>正向 %1 请求分块 %2（%3），已为本站点认领。</translation>
    </message>
    <message>
        <source>%1 is asked for piece %2 (%3).</source>
        <translation>正向 %1 请求分块 %2（%3）。</translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4), claimed for the site.</source>
        <translation>正向 %1 请求分块 %2 到 %3（%4），已为本站点认领。</translation>
    </message>
    <message>
        <source>%1 is asked for pieces %2 to %3 (%4).</source>
        <translation>正向 %1 请求分块 %2 到 %3（%4）。</translation>
    </message>
    <message>
        <source>It is left alone for %1.</source>
        <translation>%1内不再打扰它。</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) brought parts of it.</source>
        <translation>
            <numerusform>另有 %n 个带来了其中的部分。</numerusform>
        </translation>
    </message>
    <message>
        <source>The setting %1 is %2 now, by %3.</source>
        <translation>设置 %1 现在为 %2，由%3决定。</translation>
    </message>
    <message>
        <source>The engine has started.</source>
        <translation>引擎已启动。</translation>
    </message>
    <message>
        <source>The engine ends; everything verified is kept.</source>
        <translation>引擎正在结束；所有已验证的内容都保留。</translation>
    </message>
    <message>
        <source>%1 is to be delivered to %2.</source>
        <translation>%1 将交付到 %2。</translation>
    </message>
    <message>
        <source>The job is not listed any more; what it obtained stays in the cache.</source>
        <translation>该任务不再列出；它取得的内容留在缓存中。</translation>
    </message>
    <message>
        <source>Piece %1 came from %2.</source>
        <translation>分块 %1 来自 %2。</translation>
    </message>
    <message>
        <source>Piece %1 is proven; it came from %2.</source>
        <translation>分块 %1 已证明；来自 %2。</translation>
    </message>
    <message>
        <source>Piece %1 failed its proof and was thrown away; it came from %2.</source>
        <translation>分块 %1 未通过证明，已丢弃；来自 %2。</translation>
    </message>
    <message>
        <source>Piece %1 is safe on disk.</source>
        <translation>分块 %1 已安全写入磁盘。</translation>
    </message>
    <message>
        <source>The disk lost piece %1; it is fetched again.</source>
        <translation>磁盘丢失了分块 %1；正在重新获取。</translation>
    </message>
    <message>
        <source>Delivered %1, sharing its space with the cache.</source>
        <translation>已交付 %1，与缓存共享空间。</translation>
    </message>
    <message>
        <source>Delivered %1 as a copy.</source>
        <translation>已以副本交付 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) are missing here: there was no room for them.</source>
        <translation>
            <numerusform>此处缺少 %n 个事件：没有空间容纳。</numerusform>
        </translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Piece</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>it is banned.</source>
        <translation>它已被封禁。</translation>
    </message>
    <message>
        <source>there are as many connections as allowed.</source>
        <translation>连接数已达允许的上限。</translation>
    </message>
    <message>
        <source>it wants a content that is not offered here.</source>
        <translation>它想要的内容这里没有提供。</translation>
    </message>
    <message>
        <source>%1 has connected to this machine.</source>
        <translation>%1 已连接到本机。</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>已连接到 %1。</translation>
    </message>
    <message>
        <source>The connection with %1 has ended, after %2: %3</source>
        <translation>与 %1 的连接在 %2后结束：%3</translation>
    </message>
    <message>
        <source>%1 was not let in: %2</source>
        <translation>未允许 %1 接入：%2</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2</source>
        <translation>无法连到 %1：%2</translation>
    </message>
    <message>
        <source>%1 is banned for %2: piece %3 failed its proof.</source>
        <translation>%1 被封禁 %2：分块 %3 未通过证明。</translation>
    </message>
    <message>
        <source>%1 is banned for %2: you wanted it.</source>
        <translation>%1 被封禁 %2：这是您的意愿。</translation>
    </message>
    <message>
        <source>%1 is not banned any more.</source>
        <translation>%1 不再被封禁。</translation>
    </message>
    <message>
        <source>%1 owed what it was asked for and sent nothing: avoided for %2.</source>
        <translation>%1 欠着被请求的数据却什么也没发：%2内避开它。</translation>
    </message>
    <message>
        <source>%1 is asked too for a block of piece %2 that %3 is slow with.</source>
        <translation>由于 %3 较慢，也向 %1 请求分块 %2 中的一个块。</translation>
    </message>
    <message>
        <source>Piece %1: who claimed it is silent or gone, so it is fetched here.</source>
        <translation>分块 %1：认领者没有声音或已离开，因此在这里获取。</translation>
    </message>
    <message>
        <source>Piece %1: those nearby who have it bring too little, so it is fetched here as well.</source>
        <translation>分块 %1：附近拥有它的节点供给太少，因此这里也获取。</translation>
    </message>
    <message>
        <source>Piece %1: who claims it is slow, so it is fetched here as well.</source>
        <translation>分块 %1：认领者较慢，因此这里也获取。</translation>
    </message>
    <message>
        <source>Known.</source>
        <translation>已知。</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>尚未询问。</translation>
    </message>
    <message>
        <source>Tried again in %1.</source>
        <translation>%1后重试。</translation>
    </message>
    <message>
        <source>Not needed: there are as many connections as allowed.</source>
        <translation>不需要：连接数已达允许的上限。</translation>
    </message>
    <message>
        <source>The download mode allows no peers of this class.</source>
        <translation>下载模式不允许此类节点。</translation>
    </message>
    <message>
        <source>It is not of our group.</source>
        <translation>它不属于我们的组。</translation>
    </message>
    <message>
        <source>It is not of our subnet, and peers are restricted to that.</source>
        <translation>它不在我们的子网内，而节点仅限于该子网。</translation>
    </message>
    <message>
        <source>It does not encrypt, and has to.</source>
        <translation>它没有加密，但必须加密。</translation>
    </message>
    <message>
        <source>It does not have this content.</source>
        <translation>它没有此内容。</translation>
    </message>
    <message>
        <source>Neither side has anything that the other lacks.</source>
        <translation>双方都没有对方缺少的东西。</translation>
    </message>
    <message>
        <source>This is ourselves.</source>
        <translation>这是我们自己。</translation>
    </message>
    <message>
        <source>Whoever told of it has told of too many.</source>
        <translation>告知它的一方告知得太多。</translation>
    </message>
    <message>
        <source>No peer can have this address.</source>
        <translation>任何节点都不可能有此地址。</translation>
    </message>
    <message>
        <source>Banned for bad bytes, for another %1.</source>
        <translation>因坏字节被封禁，还有 %1。</translation>
    </message>
    <message>
        <source>The job does not run.</source>
        <translation>任务未运行。</translation>
    </message>
    <message>
        <source>What answers there is no peer; looked at again in %1.</source>
        <translation>那里应答的不是节点；%1后再查看。</translation>
    </message>
    <message>
        <source>Another address of the same machine is in use.</source>
        <translation>正在使用同一机器的另一个地址。</translation>
    </message>
    <message>
        <source>It is its turn to connect to us.</source>
        <translation>轮到它来连接我们。</translation>
    </message>
    <message>
        <source>The network that it was heard on is gone.</source>
        <translation>听到它的那个网络已不在。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>局域网</translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation>HTTP 源站</translation>
    </message>
    <message>
        <source>internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>cache server</source>
        <translation>缓存服务器</translation>
    </message>
    <message>
        <source>local cache</source>
        <translation>本地缓存</translation>
    </message>
    <message>
        <source>LAN, this link</source>
        <translation>局域网，本链路</translation>
    </message>
    <message>
        <source>by the classification table</source>
        <translation>依据分类表</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>on this link</source>
        <translation>在本链路上</translation>
    </message>
    <message>
        <source>in our subnet</source>
        <translation>在我们的子网内</translation>
    </message>
    <message>
        <source>behind our router</source>
        <translation>在我们的路由器之后</translation>
    </message>
    <message>
        <source>proved that it is of our group</source>
        <translation>已证明属于我们的组</translation>
    </message>
    <message>
        <source>private address of another network</source>
        <translation>其他网络的私有地址</translation>
    </message>
    <message>
        <source>public address</source>
        <translation>公网地址</translation>
    </message>
    <message>
        <source>Connecting.</source>
        <translation>正在连接。</translation>
    </message>
    <message>
        <source>Finding out what it has.</source>
        <translation>正在了解它有什么。</translation>
    </message>
    <message>
        <source>Connected; nothing to exchange at the moment.</source>
        <translation>已连接；目前没有可交换的。</translation>
    </message>
    <message>
        <source>Waiting: it serves others at the moment.</source>
        <translation>等待中：它目前在服务其他节点。</translation>
    </message>
    <message>
        <source>Receiving from it.</source>
        <translation>正从它接收。</translation>
    </message>
    <message>
        <source>Sending to it.</source>
        <translation>正向它发送。</translation>
    </message>
    <message>
        <source>Receiving from it and sending to it.</source>
        <translation>正与它互相收发。</translation>
    </message>
    <message>
        <source>Stalled: it did not send what it was asked for; avoided for another %1.</source>
        <translation>停滞：它没有发送被请求的数据；还将避开 %1。</translation>
    </message>
    <message>
        <source>Stalled: it owes what it was asked for.</source>
        <translation>停滞：它欠着被请求的数据。</translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation>连接已结束。</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>LAN discovery</source>
        <translation>局域网发现</translation>
    </message>
    <message>
        <source>tracker</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>它自己</translation>
    </message>
    <message>
        <source>the last run</source>
        <translation>上次运行</translation>
    </message>
    <message>
        <source>Jobs side by side</source>
        <translation>并行任务数</translation>
    </message>
    <message>
        <source>So many jobs run at the same time; others wait, foreground first.</source>
        <translation>同时运行这么多任务；其他任务等待，前台优先。</translation>
    </message>
    <message>
        <source>Connections per HTTP source</source>
        <translation>每个 HTTP 来源的连接数</translation>
    </message>
    <message>
        <source>Requests to one HTTP source side by side, for jobs that begin from now on.</source>
        <translation>对同一 HTTP 来源的并行请求数，适用于此后开始的任务。</translation>
    </message>
    <message>
        <source>Largest cache, share of the disk</source>
        <translation>缓存上限（占磁盘比例）</translation>
    </message>
    <message>
        <source>The cache may take this share of its disk; pinned contents do not count.</source>
        <translation>缓存可占用其磁盘的这一比例；固定的内容不计入。</translation>
    </message>
    <message>
        <source>Largest cache</source>
        <translation>缓存上限</translation>
    </message>
    <message>
        <source>The cache may take so much, whatever the size of the disk.</source>
        <translation>无论磁盘多大，缓存最多占用这么多。</translation>
    </message>
    <message>
        <source>Longest stay in the cache</source>
        <translation>在缓存中的最长保留时间</translation>
    </message>
    <message>
        <source>A content that is not used for so long is removed; pinned contents stay.</source>
        <translation>这么久未使用的内容会被移除；固定的内容保留。</translation>
    </message>
    <message>
        <source>Smallest cached file</source>
        <translation>缓存的最小文件</translation>
    </message>
    <message>
        <source>Smaller contents are not kept once they are delivered.</source>
        <translation>更小的内容交付后不保留。</translation>
    </message>
    <message>
        <source>Free space to leave</source>
        <translation>保留的空闲空间</translation>
    </message>
    <message>
        <source>The cache leaves so much free space on its disk to everybody else.</source>
        <translation>缓存在其磁盘上为其他用途留出这么多空闲空间。</translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation>下载模式</translation>
    </message>
    <message>
        <source>Whom contents are exchanged with: nobody, the LAN, a group, the internet.</source>
        <translation>与谁交换内容：无、局域网、组、互联网。</translation>
    </message>
    <message>
        <source>Look for peers on the LAN</source>
        <translation>在局域网中寻找节点</translation>
    </message>
    <message>
        <source>Tell the LAN which contents are here, and listen to who else has them.</source>
        <translation>告知局域网这里有哪些内容，并听取还有谁拥有它们。</translation>
    </message>
    <message>
        <source>Port for peers</source>
        <translation>节点端口</translation>
    </message>
    <message>
        <source>Peers connect to this TCP port; to any free one if it is taken.</source>
        <translation>节点连接到此 TCP 端口；若被占用则使用空闲端口。</translation>
    </message>
    <message>
        <source>Connections per content</source>
        <translation>每个内容的连接数</translation>
    </message>
    <message>
        <source>A content has at most so many peers at a time.</source>
        <translation>一个内容同时最多有这么多节点。</translation>
    </message>
    <message>
        <source>Peers served at a time</source>
        <translation>同时服务的节点数</translation>
    </message>
    <message>
        <source>So many peers of a content are sent blocks side by side; others wait.</source>
        <translation>同时向一个内容的这么多节点发送块；其他节点等待。</translation>
    </message>
    <message>
        <source>Addresses for peers</source>
        <translation>节点地址</translation>
    </message>
    <message>
        <source>Peers can connect to these addresses of the machine; all of them by default.</source>
        <translation>节点可连接到本机的这些地址；默认为全部。</translation>
    </message>
    <message>
        <source>Smallest file from peers</source>
        <translation>从节点获取的最小文件</translation>
    </message>
    <message>
        <source>Smaller contents are fetched over HTTP alone.</source>
        <translation>更小的内容只通过 HTTP 获取。</translation>
    </message>
    <message>
        <source>Wait for peers, foreground</source>
        <translation>等待节点（前台）</translation>
    </message>
    <message>
        <source>Wait for peers, background</source>
        <translation>等待节点（后台）</translation>
    </message>
    <message>
        <source>Least background speed</source>
        <translation>后台最低速率</translation>
    </message>
    <message>
        <source>Foreground download limit</source>
        <translation>前台下载限制</translation>
    </message>
    <message>
        <source>Foreground download limit, share</source>
        <translation>前台下载限制（比例）</translation>
    </message>
    <message>
        <source>Background download limit</source>
        <translation>后台下载限制</translation>
    </message>
    <message>
        <source>Background download limit, share</source>
        <translation>后台下载限制（比例）</translation>
    </message>
    <message>
        <source>Upload limit</source>
        <translation>上传限制</translation>
    </message>
    <message>
        <source>Upload limit, share</source>
        <translation>上传限制（比例）</translation>
    </message>
    <message>
        <source>No limits on the LAN</source>
        <translation>局域网内不限制</translation>
    </message>
    <message>
        <source>the default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>the settings file</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Resolving</source>
        <translation>解析中</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>下载中</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>验证中</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Caching</source>
        <translation>缓存中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Waiting until another job ends.</source>
        <translation>等待其他任务结束。</translation>
    </message>
    <message>
        <source>Another job is obtaining the same content; this one gets it from the cache then.</source>
        <translation>另一个任务正在获取同一内容；之后此任务从缓存取得。</translation>
    </message>
    <message>
        <source>Fetching the content metadata.</source>
        <translation>正在获取内容元数据。</translation>
    </message>
    <message>
        <source>Contacting the source.</source>
        <translation>正在联系来源。</translation>
    </message>
    <message>
        <source>Looking at what the cache already has.</source>
        <translation>正在查看缓存中已有的内容。</translation>
    </message>
    <message>
        <source>Receiving from the HTTP origin.</source>
        <translation>正从 HTTP 源站接收。</translation>
    </message>
    <message>
        <source>Receiving from peers.</source>
        <translation>正从节点接收。</translation>
    </message>
    <message>
        <source>Receiving from peers and from HTTP.</source>
        <translation>正从节点和 HTTP 接收。</translation>
    </message>
    <message>
        <source>Waiting for peers: others nearby are fetching what is missing, or nobody who is connected has it.</source>
        <translation>等待节点：附近的其他机器正在获取所缺部分，或已连接者都没有。</translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache and is offered to peers.</source>
        <translation>已证明并交付；保留在缓存中并提供给节点。</translation>
    </message>
    <message>
        <source>%1 Tried again in %2.</source>
        <translation>%1%2后重试。</translation>
    </message>
    <message>
        <source>%1 of free space are needed.</source>
        <translation>需要 %1 的空闲空间。</translation>
    </message>
    <message>
        <source>%1 Everything received is kept; it goes on by itself. Looked at again in %2.</source>
        <translation>%1已接收的一切都保留；会自行继续。%2后再次查看。</translation>
    </message>
    <message>
        <source>Waiting for the disk, which is slower than the network.</source>
        <translation>等待磁盘，它比网络慢。</translation>
    </message>
    <message>
        <source>Making sure that everything is on the disk.</source>
        <translation>正在确保一切已写入磁盘。</translation>
    </message>
    <message>
        <source>Bringing the content to its destination.</source>
        <translation>正在将内容送到目的地。</translation>
    </message>
    <message>
        <source>Paused; everything verified is kept. Resume it to go on.</source>
        <translation>已暂停；所有已验证的内容都保留。恢复即可继续。</translation>
    </message>
    <message>
        <source>Paused, because the limit for such downloads is 0. Everything verified is kept; it goes on by itself when the limit is raised or removed.</source>
        <translation>已暂停，因为此类下载的限制为 0。所有已验证的内容都保留；提高或取消限制后会自行继续。</translation>
    </message>
    <message>
        <source>Not finished, and nothing works on it. Run its download again to go on.</source>
        <translation>未完成，且没有任务在处理。重新下载即可继续。</translation>
    </message>
    <message>
        <source>Proven and handed over; it stays in the cache.</source>
        <translation>已证明并交付；保留在缓存中。</translation>
    </message>
    <message>
        <source>Simple mode: there is no content metadata, so only the whole file can be proven and peers are off.</source>
        <translation>简单模式：没有内容元数据，因此只能证明整个文件，节点已关闭。</translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Give its ContentId with --content-id to authorise it.</source>
        <translation>节点已关闭：内容元数据经由普通 HTTP 传来。请用 --content-id 给出其 ContentId 以授权。</translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Give --sha256 to have them proven.</source>
        <translation>未证明：既没有内容元数据也没有 SHA-256，因此字节就是服务器所发送的。请给出 --sha256 以便证明。</translation>
    </message>
    <message>
        <source>Simple mode: the services do not know this content, so it comes over HTTP alone.</source>
        <translation>简单模式：服务不认识此内容，因此只经由 HTTP 传来。</translation>
    </message>
    <message>
        <source>Simple mode: the services do not answer, so nobody vouches for the content and it comes over HTTP alone.</source>
        <translation>简单模式：服务没有应答，没有谁为此内容担保，因此只经由 HTTP 传来。</translation>
    </message>
    <message>
        <source>Simple mode: what the services say of this content cannot be trusted, so it comes over HTTP alone.</source>
        <translation>简单模式：服务关于此内容的说法不可信，因此只经由 HTTP 传来。</translation>
    </message>
    <message>
        <source>Simple mode: the content metadata is not what the services promised, so it comes over HTTP alone.</source>
        <translation>简单模式：内容元数据与服务所承诺的不符，因此只经由 HTTP 传来。</translation>
    </message>
    <message>
        <source>Peers are off: the services allow none for this content in the download mode that is set.</source>
        <translation>节点已关闭：在所设的下载模式下，服务不允许此内容使用节点。</translation>
    </message>
    <message>
        <source>The job goes on over HTTP alone.</source>
        <translation>任务只经由 HTTP 继续。</translation>
    </message>
    <message>
        <source>What the services say of the content cannot be trusted.</source>
        <translation>服务关于此内容的说法不可信。</translation>
    </message>
    <message>
        <source>matched by the services</source>
        <translation>由服务匹配</translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation>MB/s</translation>
    </message>
    <message>
        <source>MiB/s</source>
        <translation>MiB/s</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a number and its unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>几秒</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>约 %1 小时</translation>
    </message>
    <message>
        <source>about %1 h 30 min</source>
        <translation>约 %1 小时 30 分</translation>
    </message>
    <message>
        <source>about %1 d</source>
        <translation>约 %1 天</translation>
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
    <message>
        <source>&lt; %1 %</source>
        <translation>&lt; %1 %</translation>
    </message>
    <message>
        <source>&gt; %1 %</source>
        <translation>&gt; %1 %</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>The update pack is not well-formed.</source>
        <translation>更新包格式不正确。</translation>
    </message>
    <message>
        <source>The update pack is damaged.</source>
        <translation>更新包已损坏。</translation>
    </message>
    <message>
        <source>The update pack asks for more than it may.</source>
        <translation>更新包的要求超出允许范围。</translation>
    </message>
    <message>
        <source>The update pack is for another state of the installed files.</source>
        <translation>更新包适用于已安装文件的另一种状态。</translation>
    </message>
    <message>
        <source>A path in the release is not acceptable.</source>
        <translation>发行版中有不可接受的路径。</translation>
    </message>
    <message>
        <source>Installed files were changed by somebody else.</source>
        <translation>已安装的文件被他人更改。</translation>
    </message>
    <message>
        <source>It is not known what is installed there.</source>
        <translation>不知道那里安装了什么。</translation>
    </message>
    <message>
        <source>Another update of the same files is at work.</source>
        <translation>同一批文件的另一个更新正在进行。</translation>
    </message>
    <message>
        <source>The update manifest is not well-formed.</source>
        <translation>更新清单格式不正确。</translation>
    </message>
    <message>
        <source>The update manifest is not signed with the publisher&apos;s key.</source>
        <translation>更新清单未用发布者的密钥签名。</translation>
    </message>
    <message>
        <source>The update is older than what was seen here before.</source>
        <translation>此更新比这里已见过的更旧。</translation>
    </message>
    <message>
        <source>The update manifest has expired.</source>
        <translation>更新清单已过期。</translation>
    </message>
    <message>
        <source>No update leads there from what is installed.</source>
        <translation>从已安装的状态没有更新可到达那里。</translation>
    </message>
    <message>
        <source>The new version failed its health check; the old one is back.</source>
        <translation>新版本未通过健康检查；已恢复旧版本。</translation>
    </message>
    <message>
        <source>The package cannot be opened as a release.</source>
        <translation>无法将该软件包作为发行版打开。</translation>
    </message>
    <message>
        <source>Held back by its own limit.</source>
        <translation>受自身限制约束。</translation>
    </message>
    <message>
        <source>Held back by the limit for all downloads.</source>
        <translation>受所有下载的限制约束。</translation>
    </message>
    <message>
        <source>Held back by the limit for foreground downloads.</source>
        <translation>受前台下载限制约束。</translation>
    </message>
    <message>
        <source>Held back by the limit for background downloads.</source>
        <translation>受后台下载限制约束。</translation>
    </message>
    <message>
        <source>Held back because foreground downloads use up the limit for all.</source>
        <translation>因前台下载用尽了总限制而受约束。</translation>
    </message>
    <message>
        <source>Held back by the upload limit.</source>
        <translation>受上传限制约束。</translation>
    </message>
    <message>
        <source>Held back by the upload limit for the group.</source>
        <translation>受组上传限制约束。</translation>
    </message>
    <message>
        <source>Held back by the upload limit for the internet.</source>
        <translation>受互联网上传限制约束。</translation>
    </message>
    <message>
        <source>The cache may take %1 of this disk&apos;s %2; it takes %3 now.</source>
        <translation>缓存可占用此磁盘 %2 中的 %1；现在占用 %3。</translation>
    </message>
    <message>
        <source>Everything comes over HTTP; nothing is exchanged with other machines.</source>
        <translation>一切都经由 HTTP；不与其他机器交换。</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network.</source>
        <translation>与本网络的机器交换内容。</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network and of our group.</source>
        <translation>与本网络和我们组的机器交换内容。</translation>
    </message>
    <message>
        <source>Contents are exchanged with machines of this network, of our group and of the internet.</source>
        <translation>与本网络、我们组和互联网的机器交换内容。</translation>
    </message>
    <message>
        <source>No limit.</source>
        <translation>不限制。</translation>
    </message>
    <message>
        <source>Has no effect: the alternative limits are on.</source>
        <translation>无效果：备用限制已开启。</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>已暂停。</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>最多 %1。</translation>
    </message>
    <message>
        <source>At most %1: %2 % of the measured %3.</source>
        <translation>最多 %1：所测 %3 的 %2 %。</translation>
    </message>
    <message>
        <source>No effect yet: the bandwidth has not been measured.</source>
        <translation>尚无效果：带宽还未测得。</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>现在：%1。</translation>
    </message>
    <message>
        <source>It holds transfers back at the moment.</source>
        <translation>目前正在限制传输。</translation>
    </message>
    <message>
        <source>At most %1 at a time; %2 run and %3 wait now.</source>
        <translation>同时最多 %1 个；现在运行 %2 个，等待 %3 个。</translation>
    </message>
    <message>
        <source>Has no effect: a size is set, and it counts.</source>
        <translation>无效果：已设置大小，以其为准。</translation>
    </message>
    <message>
        <source>No size is set: the share of the disk counts.</source>
        <translation>未设置大小：以磁盘比例为准。</translation>
    </message>
    <message>
        <source>What is not used for %1 goes.</source>
        <translation>%1未使用的会被移除。</translation>
    </message>
    <message>
        <source>Contents stay until their space is needed.</source>
        <translation>内容保留到需要其空间为止。</translation>
    </message>
    <message>
        <source>%1 are free on this disk; the cache gives way below %2.</source>
        <translation>此磁盘空闲 %1；低于 %2 时缓存让位。</translation>
    </message>
    <message>
        <source>What stays on the LAN is as fast as it can be.</source>
        <translation>留在局域网内的流量尽可能快。</translation>
    </message>
    <message>
        <source>Limits apply to what stays on the LAN, too.</source>
        <translation>限制也适用于留在局域网内的流量。</translation>
    </message>
    <message>
        <source>The alternative limits are in force.</source>
        <translation>备用限制正在生效。</translation>
    </message>
    <message>
        <source>The alternative limits wait to be switched on.</source>
        <translation>备用限制等待开启。</translation>
    </message>
    <message>
        <source>The LAN is told what is here, and listened to.</source>
        <translation>告知局域网这里有什么，并监听它。</translation>
    </message>
    <message>
        <source>Nothing is said on the LAN: its machines do not find this one by themselves.</source>
        <translation>不在局域网中广播：其机器不会自行找到本机。</translation>
    </message>
    <message>
        <source>Peers can connect to every address of this machine.</source>
        <translation>节点可连接到本机的每个地址。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In force: %1.</source>
        <translation>生效值：%1。</translation>
    </message>
    <message>
        <source>The settings file says %1, but %2 is stronger.</source>
        <translation>设置文件为 %1，但%2优先。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Foreground jobs that begin from now on ask peers alone for so long, then HTTP as well.</source>
        <translation>此后开始的前台任务在这段时间内只询问节点，之后也用 HTTP。</translation>
    </message>
    <message>
        <source>Background jobs that begin from now on ask peers alone for so long, then HTTP as well.</source>
        <translation>此后开始的后台任务在这段时间内只询问节点，之后也用 HTTP。</translation>
    </message>
    <message>
        <source>Background jobs that begin from now on, and that peers serve more slowly, are topped up over HTTP.</source>
        <translation>此后开始且节点供给更慢的后台任务由 HTTP 补足。</translation>
    </message>
    <message>
        <source>Cache servers</source>
        <translation>缓存服务器</translation>
    </message>
    <message>
        <source>Asked in this order before the HTTP origin, for jobs that begin from now on.</source>
        <translation>按此顺序在 HTTP 源站之前询问，适用于此后开始的任务。</translation>
    </message>
    <message>
        <source>Wait for the cache server, foreground</source>
        <translation>等待缓存服务器（前台）</translation>
    </message>
    <message>
        <source>When no cache server serves, foreground jobs ask the origin after so long.</source>
        <translation>没有缓存服务器提供服务时，前台任务在这段时间后询问源站。</translation>
    </message>
    <message>
        <source>Wait for the cache server, background</source>
        <translation>等待缓存服务器（后台）</translation>
    </message>
    <message>
        <source>When no cache server serves, background jobs ask the origin after so long.</source>
        <translation>没有缓存服务器提供服务时，后台任务在这段时间后询问源站。</translation>
    </message>
    <message>
        <source>Download limit</source>
        <translation>下载限制</translation>
    </message>
    <message>
        <source>All jobs together receive no more than this, foreground first; 0 pauses all jobs.</source>
        <translation>所有任务合计接收不超过此值，前台优先；0 暂停所有任务。</translation>
    </message>
    <message>
        <source>Download limit, share</source>
        <translation>下载限制（比例）</translation>
    </message>
    <message>
        <source>All jobs together receive at most this share of the measured bandwidth, foreground first; 0 % pauses all jobs.</source>
        <translation>所有任务合计最多接收所测带宽的这一比例，前台优先；0 % 暂停所有任务。</translation>
    </message>
    <message>
        <source>Foreground jobs together receive no more than this; 0 pauses them.</source>
        <translation>前台任务合计接收不超过此值；0 将其暂停。</translation>
    </message>
    <message>
        <source>Foreground jobs together receive at most this share of the measured bandwidth; 0 % pauses them.</source>
        <translation>前台任务合计最多接收所测带宽的这一比例；0 % 将其暂停。</translation>
    </message>
    <message>
        <source>Background jobs together receive no more than this; 0 pauses them.</source>
        <translation>后台任务合计接收不超过此值；0 将其暂停。</translation>
    </message>
    <message>
        <source>Background jobs together receive at most this share of the measured bandwidth; 0 % pauses them.</source>
        <translation>后台任务合计最多接收所测带宽的这一比例；0 % 将其暂停。</translation>
    </message>
    <message>
        <source>Peers together are sent no more than this; 0: nothing.</source>
        <translation>向所有节点合计发送不超过此值；0：不发送。</translation>
    </message>
    <message>
        <source>Peers together are sent at most this share of the measured bandwidth; 0 %: nothing.</source>
        <translation>向所有节点合计最多发送所测带宽的这一比例；0 %：不发送。</translation>
    </message>
    <message>
        <source>Upload limit, group</source>
        <translation>上传限制（组）</translation>
    </message>
    <message>
        <source>Peers of the group together are sent no more than this; 0: nothing.</source>
        <translation>向组内节点合计发送不超过此值；0：不发送。</translation>
    </message>
    <message>
        <source>Upload limit, internet</source>
        <translation>上传限制（互联网）</translation>
    </message>
    <message>
        <source>Peers on the internet together are sent no more than this; 0: nothing.</source>
        <translation>向互联网上的节点合计发送不超过此值；0：不发送。</translation>
    </message>
    <message>
        <source>Limits do not apply to what peers on the LAN give and get, as in the original.</source>
        <translation>限制不适用于局域网节点给予和获得的流量，与原系统相同。</translation>
    </message>
    <message>
        <source>Alternative limits</source>
        <translation>备用限制</translation>
    </message>
    <message>
        <source>While on, the alternative limits take the place of those for all downloads and all uploads.</source>
        <translation>开启时，备用限制取代针对所有下载和所有上传的限制。</translation>
    </message>
    <message>
        <source>Alternative download limit</source>
        <translation>备用下载限制</translation>
    </message>
    <message>
        <source>The limit for all downloads while the alternative limits are on.</source>
        <translation>备用限制开启时所有下载的限制。</translation>
    </message>
    <message>
        <source>Alternative upload limit</source>
        <translation>备用上传限制</translation>
    </message>
    <message>
        <source>The limit for all uploads while the alternative limits are on.</source>
        <translation>备用限制开启时所有上传的限制。</translation>
    </message>
    <message>
        <source>LAN peers</source>
        <translation>局域网节点</translation>
    </message>
    <message>
        <source>Group peers</source>
        <translation>组节点</translation>
    </message>
    <message>
        <source>Internet peers</source>
        <translation>互联网节点</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>缓存服务器</translation>
    </message>
    <message>
        <source>Machines of this network.</source>
        <translation>本网络中的机器。</translation>
    </message>
    <message>
        <source>Machines that proved that they belong to the same group, wherever they are.</source>
        <translation>已证明属于同一组的机器，无论位于何处。</translation>
    </message>
    <message>
        <source>Other machines on the internet.</source>
        <translation>互联网上的其他机器。</translation>
    </message>
    <message>
        <source>The cache server of this network.</source>
        <translation>本网络的缓存服务器。</translation>
    </message>
    <message>
        <source>The server that the content was published on.</source>
        <translation>发布该内容的服务器。</translation>
    </message>
    <message>
        <source>Receiving from the cache server.</source>
        <translation>正从缓存服务器接收。</translation>
    </message>
    <message>
        <source>Waiting for peers; HTTP is asked as well in %1, as set.</source>
        <translation>等待节点；按设置，%1后也用 HTTP。</translation>
    </message>
    <message>
        <source>The cache server does not serve: %1 The HTTP origin is asked in %2.</source>
        <translation>缓存服务器不提供服务：%1%2后询问 HTTP 源站。</translation>
    </message>
    <message>
        <source>Foreground limit</source>
        <translation>前台限速</translation>
    </message>
    <message>
        <source>Background limit</source>
        <translation>后台限速</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>无需操作</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Forward from %1</source>
        <translation>从 %1 向前</translation>
    </message>
    <message>
        <source>Direct from %1</source>
        <translation>从 %1 直接</translation>
    </message>
    <message numerus="yes">
        <source>%n pack(s), one after the other</source>
        <translation>
            <numerusform>依次 %n 个包</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed, so only the full pack helps.</source>
        <translation>
            <numerusform>有 %n 个已安装的文件与安装时不同，只能使用完整包。</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes the fewest bytes: %1 instead of %2.</source>
        <translation>所需字节最少：%1，而不是 %2。</translation>
    </message>
    <message>
        <source>It takes the fewest bytes.</source>
        <translation>所需字节最少。</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>正在获取</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>正在回退</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Update available</source>
        <translation>有可用更新</translation>
    </message>
    <message>
        <source>Reading what the publisher offers, and looking at every installed file.</source>
        <translation>正在读取发布者提供的内容，并检查每个已安装的文件。</translation>
    </message>
    <message>
        <source>Fetching %1: %2 of %3.</source>
        <translation>正在获取 %1：%2，共 %3。</translation>
    </message>
    <message>
        <source>Fetching.</source>
        <translation>正在获取。</translation>
    </message>
    <message>
        <source>Bringing back %1, exactly as it was.</source>
        <translation>正在恢复 %1，与原来完全一致。</translation>
    </message>
    <message>
        <source>Comparing every installed file with what was installed.</source>
        <translation>正在将每个已安装的文件与安装时的内容比较。</translation>
    </message>
    <message>
        <source>Nothing is installed.</source>
        <translation>未安装任何内容。</translation>
    </message>
    <message>
        <source>%1 is installed as before.</source>
        <translation>%1 仍按原样安装。</translation>
    </message>
    <message>
        <source>Nothing is installed yet. “Check” asks the publisher.</source>
        <translation>尚未安装。“检查”会询问发布者。</translation>
    </message>
    <message>
        <source>“Check” asks the publisher for something newer.</source>
        <translation>“检查”会向发布者询问是否有更新。</translation>
    </message>
    <message>
        <source>%1 is installed, and there is nothing newer.</source>
        <translation>已安装 %1，没有更新的版本。</translation>
    </message>
    <message>
        <source>%1 can be installed.</source>
        <translation>可以安装 %1。</translation>
    </message>
    <message>
        <source>%1 is installed, %2 is there.</source>
        <translation>已安装 %1，现有 %2。</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>an amount and a kind of source</comment>
        <translation>%1 来自 %2</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回退</translation>
    </message>
    <message>
        <source>Refused by its health check</source>
        <translation>被健康检查拒绝</translation>
    </message>
    <message>
        <source>Geo</source>
        <translation>Geo（地理）</translation>
    </message>
    <message>
        <source>Says which services are near.</source>
        <translation>告知哪些服务在附近。</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked before the first transfer.</source>
        <translation>尚未询问：会在第一次传输之前询问。</translation>
    </message>
    <message>
        <source>Key-value</source>
        <translation>键值</translation>
    </message>
    <message>
        <source>Says where the other services are.</source>
        <translation>告知其他服务在哪里。</translation>
    </message>
    <message>
        <source>Content policy</source>
        <translation>内容策略</translation>
    </message>
    <message>
        <source>Vouches for contents and says whether peers may have them.</source>
        <translation>为内容担保，并告知节点是否可以拥有它们。</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked when a transfer begins.</source>
        <translation>尚未询问：会在传输开始时询问。</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Says which array is responsible for a content.</source>
        <translation>告知哪个阵列负责某个内容。</translation>
    </message>
    <message>
        <source>Not asked yet: it is asked when a content can be shared with peers.</source>
        <translation>尚未询问：当内容可以与节点共享时才会询问。</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>阵列</translation>
    </message>
    <message>
        <source>Tells machines that have the same content of each other.</source>
        <translation>让拥有相同内容的计算机互相知晓。</translation>
    </message>
    <message>
        <source>kind of device: always PC</source>
        <translation>设备类型：始终为 PC</translation>
    </message>
    <message>
        <source>version of Freshet</source>
        <translation>Freshet 的版本</translation>
    </message>
    <message>
        <source>the group that is set: it may have services of its own</source>
        <translation>所设置的组：它可能有自己的服务</translation>
    </message>
    <message>
        <source>what geo answered: services may differ by country</source>
        <translation>Geo 的回答：服务可能因国家而异</translation>
    </message>
    <message>
        <source>what geo answered</source>
        <translation>Geo 的回答</translation>
    </message>
    <message>
        <source>which content is wanted, if its id is known</source>
        <translation>需要哪个内容（如果知道其标识）</translation>
    </message>
    <message>
        <source>else its URL, without user, query and fragment</source>
        <translation>否则为其 URL，不含用户、查询和片段</translation>
    </message>
    <message>
        <source>chance, so that an old answer cannot be played again</source>
        <translation>随机数，使旧的回答无法被重放</translation>
    </message>
    <message>
        <source>which content is wanted or offered</source>
        <translation>需要或提供哪个内容</translation>
    </message>
    <message>
        <source>chance, new with every start: so that nobody is told of itself</source>
        <translation>随机数，每次启动都更新：避免被告知自己</translation>
    </message>
    <message>
        <source>private address: told to peers behind the same public one alone</source>
        <translation>私有地址：只告知同一公网地址之后的节点</translation>
    </message>
    <message>
        <source>where peers can connect</source>
        <translation>节点可以连接到哪里</translation>
    </message>
    <message>
        <source>the download mode: who may be told of this machine</source>
        <translation>下载模式：可以向谁告知此计算机</translation>
    </message>
    <message>
        <source>the group to meet, in group mode alone</source>
        <translation>要会合的组，仅在组模式下</translation>
    </message>
    <message>
        <source>how many addresses are wanted</source>
        <translation>需要多少个地址</translation>
    </message>
    <message>
        <source>bytes of this content given to peers since the start</source>
        <translation>自启动以来给节点的此内容字节数</translation>
    </message>
    <message>
        <source>bytes of this content from peers since the start</source>
        <translation>自启动以来从节点获得的此内容字节数</translation>
    </message>
    <message>
        <source>bytes that are missing: who has all helps those who do not</source>
        <translation>缺少的字节数：拥有全部者帮助尚未拥有者</translation>
    </message>
    <message>
        <source>that this machine leaves</source>
        <translation>此计算机离开</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>尚未询问</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>正常回答</translation>
    </message>
    <message>
        <source>Answered before</source>
        <translation>此前回答过</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>What it said is used for another %1.</source>
        <translation>它的回答还可使用 %1。</translation>
    </message>
    <message>
        <source>What it said is out of date: it is asked again when it is needed.</source>
        <translation>它的回答已过时：需要时会再次询问。</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) in a row.</source>
        <translation>
            <numerusform>连续 %n 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>What it said before still counts.</source>
        <translation>它之前的回答仍然有效。</translation>
    </message>
    <message>
        <source>Tried again in %1 at the earliest.</source>
        <translation>最早在 %1 后重试。</translation>
    </message>
    <message>
        <source>the authorities of the system</source>
        <translation>系统的证书颁发机构</translation>
    </message>
    <message>
        <source>the authority that was given</source>
        <translation>给定的证书颁发机构</translation>
    </message>
    <message>
        <source>%1, vouched for by %2</source>
        <translation>%1，由 %2 担保</translation>
    </message>
    <message>
        <source>%1: expired on %2.</source>
        <translation>%1：已于 %2 过期。</translation>
    </message>
    <message>
        <source>%1: not valid before %2.</source>
        <translation>%1：%2 之前无效。</translation>
    </message>
    <message numerus="yes">
        <source>%1: valid until %2, for another %n day(s).</source>
        <translation>
            <numerusform>%1：有效至 %2，还有 %n 天。</numerusform>
        </translation>
    </message>
    <message>
        <source>bytes of this content over HTTP since the start</source>
        <translation>自启动以来经由 HTTP 获得的此内容字节数</translation>
    </message>
    <message>
        <source>how fast it is given to peers, in bytes per second</source>
        <translation>给节点的速度，字节每秒</translation>
    </message>
    <message>
        <source>how fast it comes, in bytes per second</source>
        <translation>获取的速度，字节每秒</translation>
    </message>
    <message>
        <source>whether somebody waits for it</source>
        <translation>是否有人在等待</translation>
    </message>
    <message>
        <source>This machine has ended the connection with %1, after %2.</source>
        <translation>本机已结束与 %1 的连接，共传输 %2。</translation>
    </message>
    <message>
        <source>Correct what was given and try again.</source>
        <translation>请更正所给内容，然后重试。</translation>
    </message>
    <message>
        <source>Try again; it goes on where it stopped.</source>
        <translation>请重试；它会从停下的地方继续。</translation>
    </message>
    <message>
        <source>Set that right and try again, or download it again to another place.</source>
        <translation>请解决此问题后重试，或重新下载到其他位置。</translation>
    </message>
    <message>
        <source>Free some disk space and try again; it goes on where it stopped.</source>
        <translation>请释放一些磁盘空间后重试；它会从停下的地方继续。</translation>
    </message>
    <message>
        <source>Correct the owner or the permissions, then try again.</source>
        <translation>请更正所有者或权限，然后重试。</translation>
    </message>
    <message>
        <source>End the other program, then try again.</source>
        <translation>请结束另一个程序，然后重试。</translation>
    </message>
    <message>
        <source>Start Freshet again.</source>
        <translation>请重新启动 Freshet。</translation>
    </message>
    <message>
        <source>It goes on by itself; “Cancel” ends it.</source>
        <translation>它会自行继续；“取消”可结束它。</translation>
    </message>
    <message>
        <source>Sign in to the network or the proxy, then try again.</source>
        <translation>请登录网络或代理，然后重试。</translation>
    </message>
    <message>
        <source>Install the newer Freshet, or start it with another directory for the cache.</source>
        <translation>请安装较新的 Freshet，或用另一个缓存目录启动它。</translation>
    </message>
    <message>
        <source>Please report this with what was done before; the page “Log” saves what helps.</source>
        <translation>请报告此问题并说明之前的操作；“日志”页可保存有助于排查的内容。</translation>
    </message>
    <message>
        <source>Peers are off: the content metadata came over plain HTTP. Add it again with its ContentId to authorise it.</source>
        <translation>节点已关闭：内容元数据经由普通 HTTP 传来。请连同其 ContentId 再次添加以授权。</translation>
    </message>
    <message>
        <source>Not proven: there is neither content metadata nor a SHA-256, so the bytes are as the server sent them. Add it with its SHA-256 to have them proven.</source>
        <translation>未证明：既没有内容元数据也没有 SHA-256，因此字节就是服务器所发送的。请连同其 SHA-256 添加以便证明。</translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed: what they are needed for is fetched whole, and nothing else.</source>
        <translation>
            <numerusform>有 %n 个已安装的文件与安装时不同：需要它们的部分将完整获取，其他的不获取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused at %1 %. What is installed is as before.</source>
        <translation>已在 %1 % 处暂停。已安装的内容保持不变。</translation>
    </message>
    <message>
        <source>Building %1 beside what is installed, %2 %; then both change places in one step.</source>
        <translation>正在已安装的内容旁边构建 %1，%2 %；然后两者一步交换位置。</translation>
    </message>
    <message numerus="yes">
        <source>%n new file(s) come out otherwise on this machine than at the publisher&apos;s: they are fetched whole, and nothing else.</source>
        <translation>
            <numerusform>%n 个新文件在此计算机上生成的结果与发布者的不同：只完整获取这些文件，其余不再获取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Building</source>
        <translation>正在构建</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <comment>what goes on, and how much of it is done</comment>
        <translation>%1，%2 %</translation>
    </message>
    <message>
        <source>Paused at %1 of %2. What was received is kept.</source>
        <translation>已在 %1 / %2 处暂停。已接收的内容会保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n installed file(s) are not what was installed; the next update replaces them.</source>
        <translation>
            <numerusform>%n 个已安装的文件与当初安装的不同；下次更新会替换它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>The publisher was asked at %1.</source>
        <translation>已于 %1 询问发布者。</translation>
    </message>
    <message>
        <source>Nothing is installed that it could be made of, so everything is fetched.</source>
        <translation>没有可用来构建它的已安装内容，因此全部获取。</translation>
    </message>
    <message>
        <source>It is the only way.</source>
        <translation>这是唯一的途径。</translation>
    </message>
    <message>
        <source>Can be installed</source>
        <translation>可以安装</translation>
    </message>
    <message>
        <source>%1 received and proven: %2.</source>
        <translation>已接收并证明 %1：%2。</translation>
    </message>
</context>
<context>
    <name>freshet::ui</name>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>The end of the step that the rates are the means of</source>
        <translation>速率取平均的时段的结束时间</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>From all sources together</source>
        <translation>所有来源合计</translation>
    </message>
    <message>
        <source>LAN peers</source>
        <translation>局域网节点</translation>
    </message>
    <message>
        <source>Received from machines of this network</source>
        <translation>从本网络的机器接收</translation>
    </message>
    <message>
        <source>Group peers</source>
        <translation>组节点</translation>
    </message>
    <message>
        <source>Received from machines of the same group</source>
        <translation>从同一组的机器接收</translation>
    </message>
    <message>
        <source>Internet peers</source>
        <translation>互联网节点</translation>
    </message>
    <message>
        <source>Received from other machines on the internet</source>
        <translation>从互联网上的其他机器接收</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>缓存服务器</translation>
    </message>
    <message>
        <source>Received from the cache server</source>
        <translation>从缓存服务器接收</translation>
    </message>
    <message>
        <source>HTTP origin</source>
        <translation>HTTP 源站</translation>
    </message>
    <message>
        <source>Received from the HTTP origin</source>
        <translation>从 HTTP 源站接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>To all peers together</source>
        <translation>向所有节点合计</translation>
    </message>
    <message>
        <source>To LAN peers</source>
        <translation>向局域网节点</translation>
    </message>
    <message>
        <source>Sent to machines of this network</source>
        <translation>发送到本网络的机器</translation>
    </message>
    <message>
        <source>To group peers</source>
        <translation>向组节点</translation>
    </message>
    <message>
        <source>Sent to machines of the same group</source>
        <translation>发送到同一组的机器</translation>
    </message>
    <message>
        <source>To internet peers</source>
        <translation>向互联网节点</translation>
    </message>
    <message>
        <source>Sent to other machines on the internet</source>
        <translation>发送到互联网上的其他机器</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>Of what was received: of no use, because it came twice or failed its proof</source>
        <translation>接收中无用的：重复到达或未通过证明</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The content&apos;s file name</source>
        <translation>内容的文件名</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Of the whole content</source>
        <translation>整个内容的</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘上</translation>
    </message>
    <message>
        <source>How much of it is in the cache</source>
        <translation>缓存中有多少</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>存在时间</translation>
    </message>
    <message>
        <source>Since it was first asked for</source>
        <translation>自首次被请求以来</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Where its bytes came from</source>
        <translation>其字节的来源</translation>
    </message>
    <message>
        <source>Sent to peers</source>
        <translation>已发送给节点</translation>
    </message>
    <message>
        <source>What others have had of it from here</source>
        <translation>其他机器从这里取得的</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>For how long it stays</source>
        <translation>保留多久</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>What its bytes are proven with</source>
        <translation>用什么证明其字节</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>ContentId, or the key of a content without metadata</source>
        <translation>ContentId；没有元数据的内容则为其键</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it happened, the last time of what is repeated</source>
        <translation>发生时间；重复的为最后一次</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>How much it matters</source>
        <translation>重要程度</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>所涉内容</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>And why</source>
        <translation>以及原因</translation>
    </message>
    <message>
        <source>%1  × %2</source>
        <translation>%1  × %2</translation>
    </message>
    <message>
        <source>Banned address</source>
        <translation>被封禁的地址</translation>
    </message>
    <message>
        <source>Nobody at this address is spoken to</source>
        <translation>不与此地址上的任何一方通信</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>The port that is meant, or all of them</source>
        <translation>所指的端口，或全部</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why it is banned</source>
        <translation>为何被封禁</translation>
    </message>
    <message>
        <source>For another</source>
        <translation>还剩</translation>
    </message>
    <message>
        <source>The ban ends by itself then</source>
        <translation>届时封禁自行结束</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The content that the ban is for, or all of them</source>
        <translation>封禁适用的内容，或全部</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>IP address and port; of HTTP sources the host</source>
        <translation>IP 地址和端口；HTTP 来源则为主机</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Which of the five source classes it belongs to</source>
        <translation>属于五种来源类别中的哪一种</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What goes on with it, or why it is not used</source>
        <translation>与它之间的情况，或不使用它的原因</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下行</translation>
    </message>
    <message>
        <source>Received from it, mean of the last 20 s</source>
        <translation>从它接收的，最近 20 秒平均</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>Sent to it, mean of the last 20 s</source>
        <translation>向它发送的，最近 20 秒平均</translation>
    </message>
    <message>
        <source>On this connection</source>
        <translation>在此连接上</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>拥有</translation>
    </message>
    <message>
        <source>How much of the content it has, as it says</source>
        <translation>据其所称拥有内容的多少</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>From a request to its block, with the time that it waits there</source>
        <translation>从请求到其块，包括在对方等待的时间</translation>
    </message>
    <message>
        <source>Connected for</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>How long this connection has lasted</source>
        <translation>此连接已持续多久</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Whether the connection is TLS</source>
        <translation>连接是否为 TLS</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>发现方式</translation>
    </message>
    <message>
        <source>Who told of its address</source>
        <translation>谁告知了它的地址</translation>
    </message>
    <message>
        <source>Bad blocks</source>
        <translation>坏块</translation>
    </message>
    <message>
        <source>What failed its proof and was thrown away</source>
        <translation>未通过证明而丢弃的</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>What it calls itself: a claim, no proof</source>
        <translation>它自称的名字：只是声明，不是证明</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>The content that it is a peer of</source>
        <translation>它是哪个内容的节点</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time.</source>
        <translation>此时段没有记录。</translation>
    </message>
    <message>
        <source>Nothing passed in this time.</source>
        <translation>此时段没有流量。</translation>
    </message>
    <message>
        <source>Peak %1 at %2 · mean %3 · 95 % of the time at most %4</source>
        <translation>峰值 %1（%2）· 平均 %3 · 95 % 的时间不超过 %4</translation>
    </message>
    <message>
        <source>%1 from LAN peers</source>
        <translation>%1 来自局域网节点</translation>
    </message>
    <message>
        <source>%1 from group peers</source>
        <translation>%1 来自组节点</translation>
    </message>
    <message>
        <source>%1 from internet peers</source>
        <translation>%1 来自互联网节点</translation>
    </message>
    <message>
        <source>%1 from the cache server</source>
        <translation>%1 来自缓存服务器</translation>
    </message>
    <message>
        <source>%1 from the HTTP origin</source>
        <translation>%1 来自 HTTP 源站</translation>
    </message>
    <message>
        <source>%1 wasted</source>
        <translation>%1 浪费</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Connected: %1 on the LAN, %2 of the group, %3 on the internet; %4 known</source>
        <translation>已连接：局域网 %1，组 %2，互联网 %3；已知 %4</translation>
    </message>
    <message>
        <source>Foreground</source>
        <translation>前台</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>后台</translation>
    </message>
    <message>
        <source>every piece, by metadata</source>
        <translation>每个分块，用元数据</translation>
    </message>
    <message>
        <source>every piece, by piece hashes</source>
        <translation>每个分块，用分块哈希</translation>
    </message>
    <message>
        <source>the whole, by SHA-256</source>
        <translation>整体，用 SHA-256</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>未证明</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 of %2.</source>
        <translation>%1 / %2。</translation>
    </message>
    <message>
        <source>Receiving %1.</source>
        <translation>正以 %1 接收。</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>剩余 %1。</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>being fetched by another machine of the site</source>
        <translation>正由本站点的另一台机器获取</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>传输中</translation>
    </message>
    <message>
        <source>received and proven, on its way to the disk</source>
        <translation>已接收并证明，正写入磁盘</translation>
    </message>
    <message>
        <source>there</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>failed its proof; fetched again</source>
        <translation>未通过证明；正在重新获取</translation>
    </message>
    <message>
        <source>Piece %1: %2.</source>
        <translation>分块 %1：%2。</translation>
    </message>
    <message>
        <source>Source: %1.</source>
        <translation>来源：%1。</translation>
    </message>
    <message>
        <source>Source: %1, %2.</source>
        <translation>来源：%1，%2。</translation>
    </message>
    <message>
        <source>From an earlier run.</source>
        <translation>来自之前的运行。</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>用时 %1。</translation>
    </message>
    <message>
        <source>Asked for again: %1 ×.</source>
        <translation>重新请求：%1 次。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Change the limit…</source>
        <translation>更改限制…</translation>
    </message>
    <message>
        <source>Look at the cache…</source>
        <translation>查看缓存…</translation>
    </message>
    <message>
        <source>Change how many run…</source>
        <translation>更改运行数量…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>HTTP only</source>
        <translation>仅 HTTP</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>局域网</translation>
    </message>
    <message>
        <source>LAN and group</source>
        <translation>局域网和组</translation>
    </message>
    <message>
        <source>LAN, group and internet</source>
        <translation>局域网、组和互联网</translation>
    </message>
    <message>
        <source>Simple: HTTP only, without services</source>
        <translation>简单：仅 HTTP，不用服务</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>绕过</translation>
    </message>
    <message>
        <source>every piece, by content metadata</source>
        <translation>每个分块，用内容元数据</translation>
    </message>
    <message>
        <source>every piece, by a piece hash file</source>
        <translation>每个分块，用分块哈希文件</translation>
    </message>
    <message>
        <source>the whole, by its SHA-256</source>
        <translation>整体，用其 SHA-256</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>, and %1 on the way to the disk</source>
        <translation>，另有 %1 正写入磁盘</translation>
    </message>
    <message>
        <source>shares its blocks with the cache</source>
        <translation>与缓存共享其块</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>In the cache</source>
        <translation>在缓存中</translation>
    </message>
    <message>
        <source>Download mode</source>
        <translation>下载模式</translation>
    </message>
    <message>
        <source>About the mode</source>
        <translation>关于模式</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Peers known</source>
        <translation>已知节点</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>请求者</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>Transferring for</source>
        <translation>传输时长</translation>
    </message>
    <message>
        <source>Proven after</source>
        <translation>证明用时</translation>
    </message>
    <message>
        <source>Delivered after</source>
        <translation>交付用时</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>交付方式</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Held back by a disk problem.</source>
        <translation>受磁盘问题限制。</translation>
    </message>
    <message>
        <source>Held back by a limit of 0.</source>
        <translation>受 0 限速限制。</translation>
    </message>
    <message>
        <source>Held back by the disk.</source>
        <translation>受磁盘限制。</translation>
    </message>
    <message>
        <source>Held back by peers, which do not have it yet.</source>
        <translation>受对等端限制，它们还没有该内容。</translation>
    </message>
    <message>
        <source>Not limited.</source>
        <translation>未受限制。</translation>
    </message>
    <message>
        <source>%1: %2, used: %3</source>
        <translation>%1：%2，已用：%3</translation>
    </message>
    <message>
        <source>No limit is set.</source>
        <translation>未设置限速。</translation>
    </message>
    <message>
        <source>Until %1: received %2, sent %3.</source>
        <translation>截至 %1：接收 %2，发送 %3。</translation>
    </message>
    <message>
        <source>pinned until %1</source>
        <translation>固定至 %1</translation>
    </message>
    <message>
        <source>until its space is needed</source>
        <translation>直到需要其空间</translation>
    </message>
    <message>
        <source>goes now</source>
        <translation>现在删除</translation>
    </message>
    <message>
        <source>for another %1, unless it is used</source>
        <translation>还有 %1，除非被使用</translation>
    </message>
    <message>
        <source>Fetched since %1</source>
        <translation>自 %1 起获取</translation>
    </message>
    <message>
        <source>%1, %2, kept %3. From %4.</source>
        <translation>%1，%2，保留：%3。来自 %4。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>your wish</source>
        <translation>您的意愿</translation>
    </message>
    <message>
        <source>it sent bytes that failed their proof</source>
        <translation>它发送了未通过证明的字节</translation>
    </message>
    <message>
        <source>%1 is banned for another %2: %3.</source>
        <translation>%1 还将被封禁 %2：%3。</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，共 %2 个</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Section %1, lines: %2</source>
        <translation>分区 %1，行数：%2</translation>
    </message>
    <message>
        <source>%1, %2, of %3: %4</source>
        <translation>%1，%2，属于 %3：%4</translation>
    </message>
    <message>
        <source>Sending %1.</source>
        <translation>正在发送 %1。</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Whether it was asked or answered</source>
        <translation>是询问还是回答</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>The name that it has in the message</source>
        <translation>它在消息中的名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>As it went over the wire; what is long is cut off</source>
        <translation>传输时的原样；过长的部分被截断</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Why the field is sent</source>
        <translation>为什么发送此字段</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>发送给</translation>
    </message>
    <message>
        <source>The service that gets the field</source>
        <translation>接收此字段的服务</translation>
    </message>
    <message>
        <source>The content that it brings</source>
        <translation>它带来的内容</translation>
    </message>
    <message>
        <source>What the transfer does at the moment</source>
        <translation>传输当前在做什么</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why it goes without peers, or is proven less than it could be</source>
        <translation>为什么不使用节点，或证明得比可能的少</translation>
    </message>
    <message>
        <source>%1 is sent to %2: %3</source>
        <translation>%1 发送给 %2：%3</translation>
    </message>
    <message>
        <source>To the disk</source>
        <translation>写入磁盘</translation>
    </message>
    <message>
        <source>Written to the files of the cache</source>
        <translation>写入缓存的文件</translation>
    </message>
    <message>
        <source>The transfer that it happened to</source>
        <translation>发生此事的传输</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed.</source>
        <translation>
            <numerusform>%n 个传输失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>Why this kind</source>
        <translation>归类原因</translation>
    </message>
    <message>
        <source>What says how near it is: the network, a credential, the services, or a table</source>
        <translation>远近的依据：网络、凭据、服务或分类表</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ActivityPage</name>
    <message>
        <source>1 min</source>
        <translation>1 分钟</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>最近 %1</translation>
    </message>
    <message>
        <source>Rates as a table</source>
        <translation>以表格显示速率</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time. Rates are kept from now on, for 30 days.</source>
        <translation>此时段没有记录。速率从现在起保留 30 天。</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>As a &amp;table</source>
        <translation>表格(&amp;T)</translation>
    </message>
    <message>
        <source>Save &amp;numbers…</source>
        <translation>保存数据(&amp;N)…</translation>
    </message>
    <message>
        <source>Saves the numbers of this window of time as CSV</source>
        <translation>将此时间窗口的数据保存为 CSV</translation>
    </message>
    <message>
        <source>Save &amp;image…</source>
        <translation>保存图像(&amp;I)…</translation>
    </message>
    <message>
        <source>Saves the graph of what is received as PNG or SVG</source>
        <translation>将接收图表保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <source>&amp;Back to now</source>
        <translation>回到现在(&amp;B)</translation>
    </message>
    <message>
        <source>Ends zooming: the graphs follow the time again (0)</source>
        <translation>结束缩放：图表重新跟随时间 (0)</translation>
    </message>
    <message>
        <source>%1 in short</source>
        <translation>%1概览</translation>
    </message>
    <message>
        <source>+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair, g shows the time in the table</source>
        <translation>+ − x X y Y 缩放，方向键移动，0 回到现在，空格显示十字线，g 在表格中显示该时间</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Save the numbers</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Images (*.png *.svg)</source>
        <translation>图像 (*.png *.svg)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>freshet::ui::AddPanel</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Addresses (https://…) or content metadata files (.torrent), one per line. Files may be dropped anywhere on the window.</source>
        <translation>地址（https://…）或内容元数据文件（.torrent），每行一个。文件可拖放到窗口的任意位置。</translation>
    </message>
    <message>
        <source>What to add</source>
        <translation>要添加的内容</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>保存到的文件夹</translation>
    </message>
    <message>
        <source>Foreground: somebody waits for it</source>
        <translation>前台：有人在等待</translation>
    </message>
    <message>
        <source>Background: nobody waits for it</source>
        <translation>后台：无人等待</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>optional: SHA-256 of a file, or ContentId of metadata</source>
        <translation>可选：文件的 SHA-256，或元数据的 ContentId</translation>
    </message>
    <message>
        <source>Digest that it must have</source>
        <translation>必须具有的摘要</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>内容(&amp;W)</translation>
    </message>
    <message>
        <source>Choose content metadata files</source>
        <translation>选择内容元数据文件</translation>
    </message>
    <message>
        <source>Save &amp;in</source>
        <translation>保存到(&amp;I)</translation>
    </message>
    <message>
        <source>Choose the folder to save in</source>
        <translation>选择要保存到的文件夹</translation>
    </message>
    <message>
        <source>Prio&amp;rity</source>
        <translation>优先级(&amp;R)</translation>
    </message>
    <message>
        <source>Must &amp;be</source>
        <translation>必须是(&amp;B)</translation>
    </message>
    <message>
        <source>Content metadata (*.torrent)</source>
        <translation>内容元数据 (*.torrent)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::AddProduct</name>
    <message>
        <source>&amp;Look after it</source>
        <translation>跟踪它(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Installed in</source>
        <translation>安装位置(&amp;I)</translation>
    </message>
    <message>
        <source>Directory of the product; it need not exist yet</source>
        <translation>产品目录，可以尚不存在</translation>
    </message>
    <message>
        <source>Publisher&apos;s &amp;manifest</source>
        <translation>发布者清单(&amp;M)</translation>
    </message>
    <message>
        <source>https://… or a file</source>
        <translation>https://… 或文件</translation>
    </message>
    <message>
        <source>Publisher&apos;s &amp;key</source>
        <translation>发布者密钥(&amp;K)</translation>
    </message>
    <message>
        <source>Public key, a PEM file: whom you trust</source>
        <translation>公钥（PEM 文件）：您信任谁</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::CachePage</name>
    <message>
        <source>Filter by name or identity</source>
        <translation>按名称或标识筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Contents of the cache</source>
        <translation>缓存的内容</translation>
    </message>
    <message>
        <source>The cache is empty. What is downloaded stays here for a while, so that it need not be fetched again and so that other machines can have it.</source>
        <translation>缓存为空。下载的内容会在此保留一段时间，以免重新获取，也让其他机器能够取得。</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>固定(&amp;P)</translation>
    </message>
    <message>
        <source>Keeps it whatever the limits say</source>
        <translation>不论限制如何都保留</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>取消固定(&amp;U)</translation>
    </message>
    <message>
        <source>The limits count for it again</source>
        <translation>限制重新对其生效</translation>
    </message>
    <message>
        <source>&amp;Expire tomorrow</source>
        <translation>明天过期(&amp;E)</translation>
    </message>
    <message>
        <source>It goes in 24 hours, used or not</source>
        <translation>无论是否使用，24 小时后移除</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Deletes it from the cache; files that were delivered stay (Del)</source>
        <translation>从缓存中删除；已交付的文件保留 (Del)</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>在文件夹中显示(&amp;S)</translation>
    </message>
    <message>
        <source>Opens the folder that it was delivered to</source>
        <translation>打开交付到的文件夹</translation>
    </message>
    <message numerus="yes">
        <source>%n content(s) deleted from the cache.</source>
        <translation>
            <numerusform>已从缓存删除 %n 个内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 is in the cache alone: no transfer has brought it to a folder.</source>
        <translation>%1 只在缓存中：没有传输将其送到文件夹。</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>已用 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 used, and %3 pinned</source>
        <translation>已用 %1 / %2，另固定 %3</translation>
    </message>
    <message>
        <source>%1 of the disk&apos;s %2 are free.</source>
        <translation>磁盘 %2 中空闲 %1。</translation>
    </message>
    <message>
        <source>The cache leaves %1 to everybody else.</source>
        <translation>缓存为其他用途留出 %1。</translation>
    </message>
    <message>
        <source>The clock jumped: nothing goes by age until it can be trusted.</source>
        <translation>时钟发生跳变：在其重新可信之前不按时间移除。</translation>
    </message>
    <message>
        <source>Would go next: %1 (%2).</source>
        <translation>下一个将移除：%1（%2）。</translation>
    </message>
    <message>
        <source>Nothing would go: there is nothing that is not pinned.</source>
        <translation>不会移除任何内容：没有未固定的内容。</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>验证(&amp;V)</translation>
    </message>
    <message>
        <source>Reads it again and proves every piece; damaged ones are dropped</source>
        <translation>重新读取并验证每个分片，丢弃损坏的分片</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n content(s) again…</source>
        <translation>
            <numerusform>正在重新读取 %n 个内容…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) read and proven: all of them are right.</source>
        <translation>
            <numerusform>已读取并验证 %n 个分片，全部正确。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged piece(s) dropped, in %1. They are fetched again when the content is wanted.</source>
        <translation>
            <numerusform>已丢弃 %1 中的 %n 个损坏分片。需要该内容时会重新获取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
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
        <source>How far the history goes back</source>
        <translation>历史回溯多久</translation>
    </message>
</context>
<context>
    <name>freshet::ui::EventsTab</name>
    <message>
        <source>Events of this transfer</source>
        <translation>此传输的事件</translation>
    </message>
    <message>
        <source>Nothing has happened to it since the application was started.</source>
        <translation>自应用启动以来没有发生任何事件。</translation>
    </message>
</context>
<context>
    <name>freshet::ui::GlobalActions</name>
    <message>
        <source>&amp;Pause all transfers</source>
        <translation>暂停所有传输(&amp;P)</translation>
    </message>
    <message>
        <source>Pauses all transfers; what is in the cache is still given to others (Ctrl+Shift+P)</source>
        <translation>暂停所有传输；缓存中的内容仍会提供给他人 (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>&amp;Resume all transfers</source>
        <translation>继续所有传输(&amp;R)</translation>
    </message>
    <message>
        <source>Resumes all paused transfers (Ctrl+Shift+R)</source>
        <translation>继续所有已暂停的传输 (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>&amp;Alternative limits</source>
        <translation>备用限速(&amp;A)</translation>
    </message>
    <message>
        <source>The alternative limits take the place of the others while this is on (Ctrl+L)</source>
        <translation>开启时备用限速取代其他限速 (Ctrl+L)</translation>
    </message>
    <message>
        <source>no limit</source>
        <comment>in the middle of a sentence</comment>
        <translation>无限制</translation>
    </message>
    <message>
        <source>On: all downloads together %1, all uploads %2. Click for the usual limits (Ctrl+L)</source>
        <translation>开启：所有下载合计 %1，所有上传 %2。点击恢复常规限速 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Off. On, all downloads together get %1 and all uploads %2 (Ctrl+L)</source>
        <translation>关闭。开启后所有下载合计 %1，所有上传 %2 (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::JobDetails</name>
    <message>
        <source>Click a piece to see where it came from. Ctrl+wheel, + and − zoom, 0 shows all of them.</source>
        <translation>点击分块可查看其来源。Ctrl+滚轮、+ 和 − 缩放，0 显示全部。</translation>
    </message>
    <message>
        <source>Details of the transfer</source>
        <translation>传输详情</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>No transfer is selected</source>
        <translation>未选择传输</translation>
    </message>
    <message>
        <source>Select one to see where its bytes come from.</source>
        <translation>选择一个以查看其字节的来源。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) selected</source>
        <translation>
            <numerusform>已选择 %n 个传输</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 received, at %3.</source>
        <translation>已接收 %1 / %2，速率 %3。</translation>
    </message>
    <message>
        <source>The pieces of this transfer are not known at the moment.</source>
        <translation>目前不知道此传输的分块。</translation>
    </message>
    <message>
        <source>Without content metadata there are no pieces: the content is one whole.</source>
        <translation>没有内容元数据就没有分块：内容是一个整体。</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>对等端</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>速率</translation>
    </message>
</context>
<context>
    <name>freshet::ui::LogPage</name>
    <message>
        <source>Least level</source>
        <translation>最低级别</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>领域</translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>所有领域</translation>
    </message>
    <message>
        <source>Filter by words</source>
        <translation>按文字筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Nothing to show at this level. “Debug” tells of every piece.</source>
        <translation>此级别没有可显示的内容。“Debug”会记录每个分块。</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Holds the list still; nothing is lost</source>
        <translation>让列表静止；不会丢失任何内容</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the selected lines (Ctrl+C)</source>
        <translation>复制所选行 (Ctrl+C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Saves the lines that are shown as text</source>
        <translation>将显示的行保存为文本</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>清空(&amp;L)</translation>
    </message>
    <message>
        <source>Empties the list; the trace files keep everything</source>
        <translation>清空列表；跟踪文件保留一切</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 条等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Support &amp;bundle…</source>
        <translation>支持包(&amp;B)…</translation>
    </message>
    <message>
        <source>Saves what somebody who helps wants to see: versions, transfers with their peers, settings, what happened. Without secrets, and without your home directory&apos;s name</source>
        <translation>保存协助者想看的内容：版本、传输及其对等端、设置、发生的事情。不含机密，也不含您的主目录名</translation>
    </message>
    <message>
        <source>Save a support bundle</source>
        <translation>保存支持包</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>%1 is saved. Names of files and addresses of peers are in it: look at it before you give it away.</source>
        <translation>%1 已保存。其中包含文件名和对等端地址，交给他人之前请先查看。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>freshet::ui::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>上一个窗格(&amp;P)</translation>
    </message>
    <message>
        <source>%1 – Freshet</source>
        <translation>%1 – Freshet</translation>
    </message>
</context>
<context>
    <name>freshet::ui::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭此提示</translation>
    </message>
</context>
<context>
    <name>freshet::ui::Notifier</name>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n 个传输失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n 个传输完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersPage</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>LAN</source>
        <translation>局域网</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>互联网</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Filter by address, state or transfer</source>
        <translation>按地址、状态或传输筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Peers of which transfer</source>
        <translation>哪个传输的节点</translation>
    </message>
    <message>
        <source>All transfers</source>
        <translation>所有传输</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Nobody is connected. Peers appear here while a transfer runs, or while what is in the cache is wanted by others. “Not connected” shows who is known, and why nobody talks to them.</source>
        <translation>没有已连接的节点。当有传输运行，或其他机器想要缓存中的内容时，节点会出现在这里。“未连接”显示已知的节点以及为何没有与之通信。</translation>
    </message>
    <message>
        <source>Banned peers</source>
        <translation>被封禁的节点</translation>
    </message>
    <message>
        <source>Nobody is banned. Who sends bytes that fail their proof is, for a while.</source>
        <translation>没有被封禁的节点。发送未通过证明的字节者会被封禁一段时间。</translation>
    </message>
    <message>
        <source>Not &amp;connected</source>
        <translation>未连接(&amp;C)</translation>
    </message>
    <message>
        <source>Shows who is known but not connected as well, with the reason</source>
        <translation>同时显示已知但未连接的节点及原因</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>复制地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Ban for an hour</source>
        <translation>封禁一小时(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;End the ban</source>
        <translation>解除封禁(&amp;E)</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) banned for an hour.</source>
        <translation>
            <numerusform>已封禁 %n 个地址一小时。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Banned (%1)</source>
        <translation>被封禁（%1）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a kind of peers and their number</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>In &amp;sections</source>
        <translation>分组(&amp;S)</translation>
    </message>
    <message>
        <source>Peers of a kind stand together, under a line with their sums</source>
        <translation>同类对等端排在一起，上方一行显示合计</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PeersTab</name>
    <message>
        <source>Peers of this transfer</source>
        <translation>此传输的对等端</translation>
    </message>
    <message>
        <source>Nobody is known who has this content, or peers are off for it; “Sources” says why.</source>
        <translation>没有已知的对等端拥有此内容，或对等端已关闭；“来源”会说明原因。</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>复制地址(&amp;A)</translation>
    </message>
    <message>
        <source>Show in “&amp;Peers”</source>
        <translation>在“对等端”中显示(&amp;P)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PieceLegend</name>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Fetched by a neighbour</source>
        <translation>由邻机获取</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>传输中</translation>
    </message>
    <message>
        <source>Failed its proof</source>
        <translation>证明失败</translation>
    </message>
    <message>
        <source>From an earlier run</source>
        <translation>来自先前运行</translation>
    </message>
    <message>
        <source>States of pieces</source>
        <translation>块的状态</translation>
    </message>
</context>
<context>
    <name>freshet::ui::PieceMap</name>
    <message>
        <source>Pieces</source>
        <translation>分块</translation>
    </message>
</context>
<context>
    <name>freshet::ui::QuotaHistory</name>
    <message>
        <source>How full the cache was</source>
        <translation>缓存曾有多满</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time. It is kept from now on, for 30 days.</source>
        <translation>这段时间没有记录。从现在起保留 30 天。</translation>
    </message>
    <message>
        <source>Between %1 and %2; now %3 of %4</source>
        <translation>在 %1 与 %2 之间；现在 %3，共 %4</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：%2，共 %3</translation>
    </message>
</context>
<context>
    <name>freshet::ui::QuotaRing</name>
    <message>
        <source>How full the cache is</source>
        <translation>缓存的占用情况</translation>
    </message>
    <message>
        <source>%1 of %2 used, %3 pinned</source>
        <translation>已用 %1 / %2，固定 %3</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RatePlot</name>
    <message>
        <source>Graph of what is received, by source</source>
        <translation>按来源的接收图表</translation>
    </message>
    <message>
        <source>Graph of what is sent, by kind of peer</source>
        <translation>按节点类别的发送图表</translation>
    </message>
    <message>
        <source>Nothing was received in this time.</source>
        <translation>此时段没有接收。</translation>
    </message>
    <message>
        <source>Nothing was sent in this time.</source>
        <translation>此时段没有发送。</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a source and its rate</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Together: %1</source>
        <translation>合计：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a limit and its rate</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Line: written to the disk</source>
        <translation>线：写入磁盘</translation>
    </message>
    <message>
        <source>Written to the disk: %1</source>
        <translation>写入磁盘：%1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RatesTab</name>
    <message>
        <source>%1: %2</source>
        <comment>a direction and its rates</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>+ − x X y Y zoom, arrows move, 0 back to now, Space shows a crosshair</source>
        <translation>+ − x X y Y 缩放，方向键移动，0 回到现在，空格显示十字线</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>2 h</source>
        <translation>2 小时</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>最近 %1</translation>
    </message>
    <message>
        <source>Limit of this transfer</source>
        <translation>此传输的限速</translation>
    </message>
</context>
<context>
    <name>freshet::ui::RouteBars</name>
    <message>
        <source>Ways to the newest release</source>
        <translation>到最新版本的途径</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServiceCard</name>
    <message>
        <source>None set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>耗时 %1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServiceFlow</name>
    <message>
        <source>The services, in the order in which they are asked</source>
        <translation>各服务，按询问的顺序</translation>
    </message>
</context>
<context>
    <name>freshet::ui::ServicesPage</name>
    <message>
        <source>&amp;Ask now</source>
        <translation>立即询问(&amp;A)</translation>
    </message>
    <message>
        <source>Asks geo and key-value at once, whatever they said before</source>
        <translation>立即询问 Geo 和键值服务，不管它们之前说过什么</translation>
    </message>
    <message>
        <source>Transfers in simple mode</source>
        <translation>处于简单模式的传输</translation>
    </message>
    <message>
        <source>No transfer is in simple mode: all use what they could.</source>
        <translation>没有传输处于简单模式：全部都用上了所能用的。</translation>
    </message>
    <message>
        <source>Last e&amp;xchange</source>
        <translation>上次交换(&amp;X)</translation>
    </message>
    <message>
        <source>Why s&amp;imple mode</source>
        <translation>为何简单模式(&amp;I)</translation>
    </message>
    <message>
        <source>Pri&amp;vacy</source>
        <translation>隐私(&amp;V)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>询问地址</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>上次回答</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Fields of the last exchange</source>
        <translation>上次交换的字段</translation>
    </message>
    <message>
        <source>Nothing was exchanged with this service since the start.</source>
        <translation>自启动以来没有与此服务交换过任何内容。</translation>
    </message>
    <message>
        <source>This is all that is ever sent to services, over verified TLS. They also see the address that a request comes from. No names, no paths and nothing of your files are sent; in the download modes 99 and 100 nothing at all. Other machines are offered contents beyond your network only if you allow that in the settings.</source>
        <translation>这就是会发送给服务的全部内容，经由已验证的 TLS。服务还会看到请求来自的地址。不会发送名称、路径或您文件中的任何内容；在下载模式 99 和 100 下完全不发送。只有您在设置中允许时，才会向您网络之外的计算机提供内容。</translation>
    </message>
    <message>
        <source>Every field that is sent, to whom, and why</source>
        <translation>发送的每个字段、发给谁以及为什么</translation>
    </message>
    <message>
        <source>Why s&amp;imple mode (%1)</source>
        <translation>为何简单模式 (%1)(&amp;I)</translation>
    </message>
    <message>
        <source>No services are set: peers are found on the LAN alone, and contents are proven by what you give. Whoever runs services for you gives you one command, “freshetctl services use …”; after it they are used at once.</source>
        <translation>未设置服务：只在局域网中寻找节点，内容用您给出的信息来证明。为您运行服务的人会给您一条命令“freshetctl services use …”；执行后立即使用这些服务。</translation>
    </message>
    <message>
        <source>%1, trusted by %2.</source>
        <translation>%1，信任依据：%2。</translation>
    </message>
    <message>
        <source>Any publisher is believed that the services vouch for.</source>
        <translation>信任服务所担保的任何发布者。</translation>
    </message>
    <message numerus="yes">
        <source>Contents need the signature of one of %n publisher(s): %1.</source>
        <translation>
            <numerusform>内容需要 %n 个发布者之一的签名：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Group: %1.</source>
        <translation>组：%1。</translation>
    </message>
    <message>
        <source>In the download mode that is set nobody is asked; the setting “Download mode” changes that.</source>
        <translation>在所设置的下载模式下不询问任何服务；“下载模式”设置可以改变这一点。</translation>
    </message>
    <message>
        <source>No services are set.</source>
        <translation>未设置服务。</translation>
    </message>
    <message>
        <source>Not known yet: the service before it says where it is.</source>
        <translation>尚不清楚：前一个服务会告知它在哪里。</translation>
    </message>
    <message>
        <source>%1, it took %2</source>
        <translation>%1，耗时 %2</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>尚未看到</translation>
    </message>
    <message>
        <source>What they say of a content counts only if it is signed for the very question.</source>
        <translation>它们关于某个内容的回答，只有针对该次询问签名后才算数。</translation>
    </message>
    <message>
        <source>About the services</source>
        <translation>关于这些服务</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingEditor</name>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>%1: is there a value?</source>
        <translation>%1：是否有值？</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>%1: unit</source>
        <translation>%1：单位</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingLine</name>
    <message>
        <source>%1
Policy: %2</source>
        <translation>%1
策略：%2</translation>
    </message>
    <message>
        <source>%1 at the moment</source>
        <translation>%1的当前值</translation>
    </message>
    <message>
        <source>Who sets %1</source>
        <translation>谁设置了%1</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1：恢复默认</translation>
    </message>
    <message>
        <source>From %1. The default is %2.</source>
        <translation>来自%1。默认值为 %2。</translation>
    </message>
    <message>
        <source>The default.</source>
        <translation>默认值。</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SettingsPage</name>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Cache server</source>
        <translation>缓存服务器</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>没有设置含有这些文字。</translation>
    </message>
    <message>
        <source>Search settings, effects and policies</source>
        <translation>搜索设置、效果和策略</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Unit of rates</source>
        <translation>速率单位</translation>
    </message>
    <message>
        <source>Whatever fits</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>&amp;Unit of rates</source>
        <translation>速率单位(&amp;U)</translation>
    </message>
    <message>
        <source>%1: %2 instead of %3.</source>
        <translation>%1：由 %3 改为 %2。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Appearance, colours, light, dark, units, language</source>
        <translation>外观、颜色、浅色、深色、单位、语言、language</translation>
    </message>
    <message>
        <source>Window and notifications</source>
        <translation>窗口和通知</translation>
    </message>
    <message>
        <source>Closing the window keeps transfers &amp;running</source>
        <translation>关闭窗口后继续传输(&amp;R)</translation>
    </message>
    <message>
        <source>The window goes to the tray, or to the task bar where there is none. Starting Freshet again brings it back; “Quit” ends it.</source>
        <translation>窗口会收到托盘，没有托盘时最小化到任务栏。再次启动 Freshet 可恢复窗口；“退出”会结束程序。</translation>
    </message>
    <message>
        <source>Tell when transfers have &amp;finished</source>
        <translation>传输完成时通知(&amp;F)</translation>
    </message>
    <message>
        <source>One message for all that finish at about the same time, and only while the window is not in front</source>
        <translation>几乎同时完成的传输只发一条消息，且仅在窗口不在前台时</translation>
    </message>
    <message>
        <source>Tell when transfers &amp;failed</source>
        <translation>传输失败时通知(&amp;F)</translation>
    </message>
    <message>
        <source>One message for all that fail at about the same time, and only while the window is not in front</source>
        <translation>几乎同时失败的传输只发一条消息，且仅在窗口不在前台时</translation>
    </message>
    <message>
        <source>Window, tray, notifications, messages, background</source>
        <translation>窗口、托盘、通知、消息、后台</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SharingChoice</name>
    <message>
        <source>Who may have what this machine has</source>
        <translation>谁可以获得此计算机拥有的内容</translation>
    </message>
    <message>
        <source>&amp;Nobody: everything comes over HTTP</source>
        <translation>没有人：全部经由 HTTP(&amp;N)</translation>
    </message>
    <message>
        <source>Machines of this net&amp;work</source>
        <translation>此网络的计算机(&amp;W)</translation>
    </message>
    <message>
        <source>Machines of this network and of our &amp;group</source>
        <translation>此网络和我们组的计算机(&amp;G)</translation>
    </message>
    <message>
        <source>Everybody, on the &amp;internet too</source>
        <translation>所有人，包括互联网上的(&amp;I)</translation>
    </message>
    <message>
        <source>Nothing is uploaded beyond this network unless you choose so, here or in the settings.</source>
        <translation>除非您在此处或设置中选择，否则不会向此网络之外上传任何内容。</translation>
    </message>
    <message>
        <source>It was chosen by %1.</source>
        <translation>由%1选定。</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourceBar</name>
    <message>
        <source>Where the bytes came from</source>
        <translation>字节的来源</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourceLegend</name>
    <message>
        <source>Source classes</source>
        <translation>来源类别</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a source class and its amount</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::SourcesTab</name>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>Arrived and was of no use: failed its proof, or came twice.</source>
        <translation>已到达但无用：未通过证明，或重复到达。</translation>
    </message>
</context>
<context>
    <name>freshet::ui::StatusStrip</name>
    <message>
        <source>Download rate</source>
        <translation>下载速率</translation>
    </message>
    <message>
        <source>Upload rate</source>
        <translation>上传速率</translation>
    </message>
    <message>
        <source>What limits the rates</source>
        <translation>限制速率的因素</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>磁盘空闲空间</translation>
    </message>
    <message>
        <source>Cache in use</source>
        <translation>已用缓存</translation>
    </message>
    <message>
        <source>Received by all jobs, mean over the last seconds</source>
        <translation>所有任务接收的，最近数秒的平均值</translation>
    </message>
    <message>
        <source>Sent to all peers, mean over the last 20 seconds</source>
        <translation>向所有节点发送的，最近 20 秒的平均值</translation>
    </message>
    <message>
        <source>↓ %1</source>
        <translation>↓ %1</translation>
    </message>
    <message>
        <source>↑ %1</source>
        <translation>↑ %1</translation>
    </message>
    <message>
        <source>%1 free on disk</source>
        <translation>磁盘空闲 %1</translation>
    </message>
    <message>
        <source>Cache: %1</source>
        <translation>缓存：%1</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TableView</name>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TotalsCard</name>
    <message>
        <source>%1 received</source>
        <translation>已接收 %1</translation>
    </message>
    <message>
        <source>Nothing was received yet.</source>
        <translation>尚未接收任何内容。</translation>
    </message>
    <message>
        <source>%1 saved from the internet (%2)</source>
        <translation>节省互联网流量 %1（%2）</translation>
    </message>
    <message>
        <source>%1 sent to peers · %2 wasted</source>
        <translation>向节点发送 %1 · 浪费 %2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TransfersPage</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) removed from the list; what is in the cache stays there.</source>
        <translation>
            <numerusform>已从列表移除 %n 个传输；缓存中的内容保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>No file manager could be started. The file is in %1</source>
        <translation>无法启动文件管理器。文件位于 %1</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>将表格保存为 CSV</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>添加(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>从列表移除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>在文件夹中显示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy a&amp;ddress</source>
        <translation>复制地址(&amp;D)</translation>
    </message>
    <message>
        <source>Copy &amp;identity</source>
        <translation>复制标识(&amp;I)</translation>
    </message>
    <message>
        <source>Sa&amp;ve the table as CSV…</source>
        <translation>将表格保存为 CSV(&amp;V)…</translation>
    </message>
    <message>
        <source>Compact &amp;rows</source>
        <translation>紧凑行(&amp;R)</translation>
    </message>
    <message>
        <source>Filter by name, address or identity</source>
        <translation>按名称、地址或标识筛选</translation>
    </message>
    <message>
        <source>Filter transfers</source>
        <translation>筛选传输</translation>
    </message>
    <message>
        <source>Nothing is being transferred. Add an address or a content metadata file, or drop one anywhere on this window.</source>
        <translation>没有正在进行的传输。请添加地址或内容元数据文件，或将其拖放到此窗口的任意位置。</translation>
    </message>
    <message>
        <source>No transfer fits the filter.</source>
        <translation>没有符合筛选条件的传输。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
</context>
<context>
    <name>freshet::ui::Tray</name>
    <message>
        <source>&amp;Open Freshet</source>
        <translation>打开 Freshet(&amp;O)</translation>
    </message>
    <message>
        <source>Freshet: ↓ %1, ↑ %2</source>
        <translation>Freshet：↓ %1，↑ %2</translation>
    </message>
</context>
<context>
    <name>freshet::ui::TroublePage</name>
    <message>
        <source>Opening the cache…</source>
        <translation>正在打开缓存…</translation>
    </message>
    <message>
        <source>Jobs of the last run go on by themselves in a moment.</source>
        <translation>上次运行的任务马上会自行继续。</translation>
    </message>
    <message>
        <source>Another Freshet uses this cache</source>
        <translation>另一个 Freshet 正在使用此缓存</translation>
    </message>
    <message>
        <source>Freshet cannot work at the moment</source>
        <translation>Freshet 目前无法工作</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>freshet::ui::UpdatesPage</name>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Nothing is looked after yet. “Add” takes a directory, its publisher&apos;s manifest and the publisher&apos;s key.</source>
        <translation>尚未跟踪任何产品。“添加”需要一个目录、其发布者的清单和密钥。</translation>
    </message>
    <message>
        <source>Updates of installed trees are not available here.</source>
        <translation>此处不提供已安装目录的更新。</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>添加(&amp;A)…</translation>
    </message>
    <message>
        <source>Looks after another installed product</source>
        <translation>跟踪另一个已安装的产品</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>检查(&amp;C)</translation>
    </message>
    <message>
        <source>Asks the publisher, looks at every installed file, and plans the cheapest way</source>
        <translation>询问发布者，检查每个已安装的文件，并规划最省的途径</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>Brings it to the newest release; until the last step it stays as it is</source>
        <translation>更新到最新版本；最后一步之前保持原样</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Goes on where it stopped</source>
        <translation>从停止处继续</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>Ends the fetching; what was received stays in the cache</source>
        <translation>结束获取；已接收的内容留在缓存中</translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>回退(&amp;B)</translation>
    </message>
    <message>
        <source>Brings back the release before, exactly; nothing is downloaded</source>
        <translation>精确恢复之前的版本，无需下载</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>验证(&amp;V)</translation>
    </message>
    <message>
        <source>Compares every installed file with what was installed</source>
        <translation>将每个已安装的文件与安装时的内容比较</translation>
    </message>
    <message>
        <source>Look no &amp;more after it</source>
        <translation>不再跟踪(&amp;M)</translation>
    </message>
    <message>
        <source>Takes it off this list; what is installed stays</source>
        <translation>从列表中移除；已安装的内容保留</translation>
    </message>
    <message>
        <source>What was done to it</source>
        <translation>操作历史</translation>
    </message>
    <message>
        <source>Nothing has been done to it yet.</source>
        <translation>尚无任何操作。</translation>
    </message>
    <message>
        <source>Every installed file was found to be right at %1.</source>
        <translation>%1 时所有已安装的文件均正确。</translation>
    </message>
    <message>
        <source>What is new in %1: %2</source>
        <translation>%1 的新内容：%2</translation>
    </message>
    <message>
        <source>%1 is kept to go back to, in %2.</source>
        <translation>保留 %1 以便回退，占用 %2。</translation>
    </message>
    <message>
        <source>Pauses fetching or building; what is there already is kept</source>
        <translation>暂停获取或构建；已有的内容会保留</translation>
    </message>
</context>
<context>
    <name>freshet::ui::WelcomePage</name>
    <message>
        <source>Updates, fetched once and shared</source>
        <translation>更新只获取一次，然后共享</translation>
    </message>
    <message>
        <source>Freshet downloads updates from whoever is nearest and proves every piece before it counts.</source>
        <translation>Freshet 从最近的来源下载更新，并在计入之前证明每个分块。</translation>
    </message>
    <message>
        <source>Five colours say where bytes came from, the same ones on every page.</source>
        <translation>五种颜色表示字节的来源，每个页面都相同。</translation>
    </message>
    <message>
        <source>Every state says why it is so and what you can do about it.</source>
        <translation>每种状态都说明原因以及您可以做什么。</translation>
    </message>
    <message>
        <source>To download something of your own</source>
        <translation>下载您自己的内容</translation>
    </message>
    <message>
        <source>Drop a link or a .torrent file onto this window, or choose Transfers › Add on the page of transfers and paste a URL. Freshet asks where it should go; everything else has a good default.</source>
        <translation>将链接或 .torrent 文件拖放到此窗口，或在传输页面选择“传输 › 添加”并粘贴 URL。Freshet 会询问保存位置；其他一切都有合适的默认值。</translation>
    </message>
    <message>
        <source>&amp;Transfers</source>
        <translation>传输(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>活动(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>Nothing is being downloaded at the moment.</source>
        <translation>目前没有下载。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) run at the moment.</source>
        <translation>
            <numerusform>目前有 %n 个传输在运行。</numerusform>
        </translation>
    </message>
</context>
</TS>
