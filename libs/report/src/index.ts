export { renderText, type TextOptions } from './text.js';
export { renderMarkdown } from './markdown.js';
export { renderDiagnosisPage, renderJobsPage, renderProblemPage, pageLanguage, type JobsPageRow, type PageOptions } from './html.js';
export { renderExplainPage } from './explain-page.js';
export { table } from './layout.js';
export { paintFor, type Paint } from './paint.js';
export { oneLine, plain } from './untrusted.js';
