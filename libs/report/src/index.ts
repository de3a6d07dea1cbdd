export { renderText, type TextOptions } from './text.js';
export { renderMarkdown } from './markdown.js';
export { renderDiagnosisPage, renderJobsPage, renderProblemPage, pageLanguage, type JobsPageRow, type PageOptions } from './html.js';
export { renderExplainPage } from './explain-page.js';
export { table, wrap } from './layout.js';
export { paintFor, verdictSigns, type Paint } from './paint.js';
export { escapeHtml, oneLine, plain } from './untrusted.js';
export { wordsOf, type Words } from './words.js';
