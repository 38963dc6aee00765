# ruff: noqa: E501 - markup, one attempt after the other
"""A web page that tries everything: what it holds must be shown and must not run, load or lead away."""

TRAP = "document.title='ran';window.ran=1;alert(1)"
PAGE = f"""<!doctype html><html lang="pl" onclick="{TRAP}"><head><title>Protokół </title><script>{TRAP}</script>
<meta http-equiv="refresh" content="0;url=http://trap.example/refresh"><base href="http://trap.example/">
<link rel="stylesheet" href="http://trap.example/a.css"><link rel="prefetch" href="http://trap.example/b">
<style>@import "http://trap.example/c.css"; body {{ background: url(http://trap.example/d.png); display: none }}
@font-face {{ font-family: x; src: url(http://trap.example/e.woff) }} * {{ font-family: x }}</style></head>
<body onload="{TRAP}" style="background:url(http://trap.example/f.png)" id="records" class="card">
<h1 onmouseover="{TRAP}">Protokół ze spotkania konsultacyjnego w dniu 9 czerwca 2026 r.</h1>
<iframe src="http://trap.example/g" srcdoc="<script>parent.ran=1</script>"></iframe>
<object data="http://trap.example/h"><p>pod spodem</p></object><embed src="http://trap.example/i">
<img src="http://trap.example/j.png" onerror="{TRAP}" alt='"><script>{TRAP}</script>'><img src=x onerror="{TRAP}">
<picture><source srcset="http://trap.example/k.png"><img src="http://trap.example/l.png" srcset="http://trap.example/m.png 2x"></picture>
<video src="http://trap.example/n.mp4" poster="http://trap.example/o.png" autoplay></video><audio src="http://trap.example/p.mp3" autoplay></audio>
<svg onload="{TRAP}"><script>{TRAP}</script><a xlink:href="javascript:{TRAP}"><text>svg</text></a><image href="http://trap.example/q.png"/>
<animate onbegin="{TRAP}" attributeName="x" dur="1s"/><foreignObject><p onclick="{TRAP}">obcy</p></foreignObject></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={TRAP}&gt;"></table></mtext></math>
<form action="http://trap.example/r" id="earlier"><input name="attributes" autofocus onfocus="{TRAP}"><button formaction="javascript:{TRAP}">Wyślij</button>
<textarea><script>{TRAP}</script></textarea><select onchange="{TRAP}"><option>a</option></select></form>
<a href="javascript:{TRAP}" id="save">Zobacz załącznik</a> <a href="http://trap.example/s" ping="http://trap.example/t" target="_top">dalej</a>
<a href="data:text/html,<script>{TRAP}</script>">dane</a><details open ontoggle="{TRAP}"><summary>Więcej</summary>treść</details>
<noscript><p title="</noscript><img src=x onerror={TRAP}>">bez skryptów</p></noscript><template><script>{TRAP}</script></template>
<p style="background:url(http://trap.example/u.png);behavior:url(x)" id="s1" name="count" accesskey="e" contenteditable tabindex="1">Akapit</p>
<marquee onstart="{TRAP}">biegnie</marquee><x-trap onclick="{TRAP}" is="x-y">nieznany</x-trap><plaintext-like>ładny</plaintext-like>
<table background="http://trap.example/v.png" onclick="{TRAP}" id="source"><tr><th>Lp.</th><th>Zgłaszający</th><th>Treść uwagi</th><th>Odpowiedź</th></tr>
<tr onclick="{TRAP}"><td>1</td><td>Fundacja &lt;script&gt;{TRAP}&lt;/script&gt;</td>
<td onclick="{TRAP}" style="position:fixed;inset:0" class="card">Więcej zieleni. &lt;img src=x onerror="{TRAP}"&gt; &lt;/textarea&gt;&lt;/script&gt;&lt;script&gt;{TRAP}&lt;/script&gt;</td>
<td>Uwaga uwzględniona. <a href="javascript:{TRAP}">tutaj</a> ]]&gt; --&gt; &lt;/style&gt;</td></tr>
<tr><td>2</td><td></td><td>Krótszy nabór.</td><td>Sprawa trudna.</td></tr>
<tr><td>3</td><td>Klub Sportowy Orlik</td><td>Nowa sala do 50 tys. zł.</td><td></td></tr></table></body></html>"""
