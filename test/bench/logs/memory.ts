import { mineFile, mineLines } from './mining.js';

// Run in a process of its own: what mining a file adds to the memory of a process that has mined one line.
const file = process.argv[2] ?? '';
mineLines(['one line']);
const before = process.memoryUsage().rss;
const { lines, templates } = mineFile(file);
process.stdout.write(JSON.stringify({ lines, templates: templates.length, added: process.resourceUsage().maxRSS * 1024 - before }));
