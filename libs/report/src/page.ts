import type { Language } from '@app/model';
import { escapeHtml as text } from './untrusted.js';

export interface PageOptions {
  readonly lang: Language;
  /** Of the style element, repeated in the Content-Security-Policy header. */
  readonly nonce: string;
}

// One style sheet, no script, no outside resource: the page works air-gapped and under a strict policy.
const style = `
:root{color-scheme:light dark;--ground:#f7f8fa;--card:#fff;--ink:#1b2330;--soft:#566072;--line:#dde2ea;--link:#0b57c2;
--faulty:#b3261e;--faulty-bg:#fdecea;--at-risk:#8a5300;--at-risk-bg:#fff3dc;--healthy:#1a6b34;--healthy-bg:#e6f5ea;--unknown:#5b3a9e;--unknown-bg:#f0eafb}
@media (prefers-color-scheme:dark){:root{--ground:#10141b;--card:#181e28;--ink:#e6eaf1;--soft:#a3adbd;--line:#2c3543;--link:#84b6ff;
--faulty:#ff9c93;--faulty-bg:#3a1b1a;--at-risk:#ffcb75;--at-risk-bg:#372a12;--healthy:#86dda0;--healthy-bg:#15311f;--unknown:#c8b1ff;--unknown-bg:#2a2143}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei",sans-serif}
.wrap{max-width:62rem;margin:0 auto;padding:0 1.25rem}header.top{border-bottom:1px solid var(--line);background:var(--card)}header.top .wrap{display:flex;gap:1.25rem;align-items:baseline;padding-top:.8rem;padding-bottom:.8rem}
header.top a.brand{font-weight:700;color:var(--ink);text-decoration:none}a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.4rem .8rem}
main{padding-top:1.5rem;padding-bottom:3rem}h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0 .4rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .7rem}h3{font-size:1rem;margin:0}
p{margin:.4rem 0}.soft{color:var(--soft)}.small{font-size:.875rem}.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.15rem;margin:.7rem 0}
.lead{font-size:1.08rem}.tag{display:inline-block;border-radius:1rem;padding:.05rem .65rem;font-size:.82rem;font-weight:600;white-space:nowrap;border:1px solid currentColor}
.faulty,.critical{color:var(--faulty);background:var(--faulty-bg)}.at-risk,.warning{color:var(--at-risk);background:var(--at-risk-bg)}.healthy{color:var(--healthy);background:var(--healthy-bg)}.unknown,.info{color:var(--unknown);background:var(--unknown-bg)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);font-weight:600;font-size:.82rem}
tbody tr:last-child td{border-bottom:0}td.fact{min-width:min(13rem,35vw)}td.num{font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
ol.chain{list-style:none;margin:.2rem 0;padding:0}ol.chain>li{position:relative;padding-left:1.5rem}ol.chain>li+li::before{content:"↳";position:absolute;left:.2rem;top:.6rem;color:var(--soft)}
textarea{width:100%;font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--ground);color:var(--ink);border:1px solid var(--line);border-radius:.3rem;padding:.5rem}button{font:inherit;font-weight:600;padding:.4rem 1.2rem;cursor:pointer}
ul.advice{margin:.6rem 0 0;padding-left:1.2rem}ul.plain{margin:.3rem 0;padding-left:1.2rem}details{margin-top:.8rem}summary{cursor:pointer;color:var(--soft)}footer{border-top:1px solid var(--line);color:var(--soft);font-size:.85rem;padding:1rem 0 2rem}
`.trim();

/** A whole document. `body` is HTML, `title` text. */
export function page(title: string, body: string, options: PageOptions): string {
  return `<!doctype html>
<html lang="${options.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${text(title)} · Jobwarden</title>
<link rel="icon" href="data:,">
<style nonce="${text(options.nonce)}">${style}</style>
</head>
<body>
<a class="skip" href="#main">${options.lang === 'zh' ? '跳到正文' : 'Skip to the content'}</a>
<header class="top"><div class="wrap"><a class="brand" href="/">Jobwarden</a><nav aria-label="${options.lang === 'zh' ? '主导航' : 'Main'}"><a href="/">${options.lang === 'zh' ? '作业' : 'Jobs'}</a> · <a href="/explain">${options.lang === 'zh' ? '解释日志' : 'Explain a log'}</a> · <a href="/api/docs">API</a></nav></div></header>
<main id="main"><div class="wrap">
${body}
</div></main>
<footer><div class="wrap">${options.lang === 'zh' ? '时间均为 UTC。' : 'All times are UTC.'}</div></footer>
</body>
</html>
`;
}

/** Minutes are enough for a reader; the exact instant is in the attribute. */
export const timeTag = (iso: string): string => `<time datetime="${text(iso)}">${text(iso.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ''))}</time>`;
