export { catalogue } from './catalogue.js';
export { needsOf } from './needs.js';
export { createObserve } from './observe.js';
export { relationNeeds } from './relations.js';
export { seenEvents, type JobKey } from './seen-events/seen-events.js';
export { explanationOf, flinkVersionIn, unknownTextIn } from './texts/explanation.js';
export { unlabelledIn, type WhoseLogs } from './unlabelled/unlabelled.js';
