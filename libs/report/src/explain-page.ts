import { page, type PageOptions } from './page.js';
import { escapeHtml as text } from './untrusted.js';

const words = {
  en: {
    title: 'Explain a log', lead: 'Paste a stack trace or a part of a log, or choose log files (gzip too). The answer names the cause, quotes the line that told it, and says what to do.',
    text: 'Stack trace or log', files: 'Log files', context: 'What the text does not say (one a line, for example flinkVersion=1.20 or checkpoint.interval=10m)', send: 'Explain',
    curl: 'From a shell:',
  },
  zh: {
    title: '解释日志', lead: '粘贴异常堆栈或一段日志，或选择日志文件（支持 gzip）。答案会指出根因、引用判定依据的那一行，并说明如何处理。',
    text: '异常堆栈或日志', files: '日志文件', context: '文本中没有的信息（每行一条，例如 flinkVersion=1.20 或 checkpoint.interval=10m）', send: '解释',
    curl: '命令行：',
  },
} as const;

/** A form that works without a script: a text and files, sent to `/explain`. */
export function renderExplainPage(options: PageOptions): string {
  const say = words[options.lang];
  return page(say.title, `<h1>${text(say.title)}</h1><p class="lead">${text(say.lead)}</p>
<form class="card" method="post" action="/explain" enctype="multipart/form-data">
<p><label for="text">${text(say.text)}</label><br><textarea id="text" name="text" rows="14" spellcheck="false"></textarea></p>
<p><label for="files">${text(say.files)}</label><br><input id="files" type="file" name="files" multiple></p>
<p><label for="context">${text(say.context)}</label><br><textarea id="context" name="context" rows="2" spellcheck="false"></textarea></p>
<p><button type="submit">${text(say.send)}</button></p>
</form>
<p class="soft small">${text(say.curl)} <code>curl --data-binary @taskmanager.log -H 'content-type: text/plain' …/api/v1/explanations</code></p>`, options);
}
